import CCurl
import Glibc

/// The functions that libcurl calls for an easy handle; their context is its transfer.
///
/// The transfer owns the handle, so that no call comes after the transfer's end.
enum TransferCallbacks {
    static func install(on easy: CurlEasy, for transfer: Transfer) throws(CurlError) {
        let context = Unmanaged.passUnretained(transfer).toOpaque()
        try easy.check(ccurl_set_body_function(easy.pointer, receiveBody, context))
        try easy.check(ccurl_set_header_function(easy.pointer, receiveHeaderLine, context))
        try easy.check(ccurl_set_socket_function(easy.pointer, openSocket, context))
        try easy.check(ccurl_set_prerequest_function(easy.pointer, beforeRequest, context))
        try easy.check(ccurl_set_progress_function(easy.pointer, progress, context))
    }

    private static let receiveBody: ccurl_data_function = { data, size, count, context in
        deliver(data, size, count, context) { $0.receive(body: $1) }
    }

    private static let receiveHeaderLine: ccurl_data_function = { data, size, count, context in
        deliver(data, size, count, context) { $0.receive(headerLine: $1) }
    }

    private static let openSocket: ccurl_socket_function = { context, _, address in
        guard let transfer = transfer(context), let address, transfer.admits(socketTo: ccurl_address(address)) else {
            return badSocket
        }
        let kind = address.pointee.socktype | Int32(SOCK_CLOEXEC.rawValue)
        let made = socket(address.pointee.family, kind, address.pointee.protocol)
        // A family that this machine does not have is another matter: the next address may be of one that it has.
        if made < 0, [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) { transfer.lacksSocket(errno) }
        return made
    }

    private static let beforeRequest: ccurl_prerequest_function = { context, peer, _, _, port in
        guard let transfer = transfer(context), let peer,
            transfer.admits(requestTo: String(cString: peer), from: Int(port))
        else { return CURL_PREREQFUNC_ABORT }
        return CURL_PREREQFUNC_OK
    }

    private static let progress: ccurl_progress_function = { context, _, received, _, _ in
        guard let transfer = transfer(context), transfer.receive(onWire: Int(received)) else { return 1 }
        return 0
    }

    /// The value of CURL_SOCKET_BAD, which Swift doesn't see.
    private static let badSocket: curl_socket_t = -1

    private static func transfer(_ context: UnsafeMutableRawPointer?) -> Transfer? {
        context.map { Unmanaged<Transfer>.fromOpaque($0).takeUnretainedValue() }
    }

    /// How many bytes were taken: all, or for the end of the transfer an impossible count.
    private static func deliver(
        _ data: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ context: UnsafeMutableRawPointer?,
        _ take: (Transfer, UnsafeRawBufferPointer) -> Bool
    ) -> Int {
        let (bytes, overflow) = size.multipliedReportingOverflow(by: count)
        guard !overflow, let transfer = transfer(context),
            take(transfer, UnsafeRawBufferPointer(start: data, count: data == nil ? 0 : bytes))
        else { return Int(CURL_WRITEFUNC_ERROR) }
        return bytes
    }
}
