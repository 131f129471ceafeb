/// Orders URLs so that no host is asked for all its images at once while others wait.
enum HostInterleaving {
    /// The URLs, one of each host in turn; the order within a host stays.
    static func order(_ urls: [String]) -> [String] {
        var queues: [[String]] = []
        var numbers: [Substring: Int] = [:]
        for url in urls {
            let host = authority(of: url)
            if let number = numbers[host] {
                queues[number].append(url)
            } else {
                numbers[host] = queues.count
                queues.append([url])
            }
        }
        var result: [String] = []
        result.reserveCapacity(urls.count)
        var round = 0
        while !queues.isEmpty {
            queues.removeAll { $0.count <= round }
            for queue in queues { result.append(queue[round]) }
            round += 1
        }
        return result
    }

    private static func authority(of url: String) -> Substring {
        guard let start = url.utf8.firstIndex(of: UInt8(ascii: ":")) else { return url[...] }
        let rest = url[start...].drop { $0 == ":" || $0 == "/" }
        return rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    }
}
