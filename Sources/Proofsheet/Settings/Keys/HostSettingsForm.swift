import Addresses
import Reporting
import Yams

extension SettingForm<[String: Configuration.HostSettings]> {
    /// For each host, or pattern of hosts, what is otherwise for it.
    static let hosts = SettingForm(
        .other(
            schema: ConfigurationKey.hostsSchema,
            example: "{media.news.example: {concurrency: 20, delay: 0}, '*.slow.example': {timeout: 120}}"),
        read: { (reader, name, node) throws(ProofsheetError) in
            guard let mapping = node.mapping else { throw reader.wrong(name, node, "a mapping of hosts") }
            var hosts: [String: Configuration.HostSettings] = [:]
            for (key, item) in mapping {
                let pattern = try reader.string(name, key)
                guard HostPattern(text: pattern) != nil else {
                    throw reader.wrong(
                        name, key,
                        "a mapping of hosts: write a name such as media.example, *.example for its subdomains, "
                            + "or * for all, without scheme, port and path")
                }
                hosts[pattern] = try Configuration.HostSettings(reader, "\(name).\(pattern)", item)
            }
            return hosts
        },
        write: { hosts in .ordered(hosts.sorted { $0.key < $1.key }.map { ($0.key, $0.value.value) }) })
}

extension Configuration.HostSettings {
    static let names = ["concurrency", "delay", "timeout", "contact", "headers"]
    static let ranges = (concurrency: 1...1_000, delay: 0...3_600_000, timeout: 1...86_400)

    fileprivate init(_ reader: SettingReader, _ name: String, _ node: Node) throws(ProofsheetError) {
        self.init()
        guard let mapping = node.mapping else {
            throw reader.wrong(name, node, "a mapping of \(Self.names.joined(separator: ", "))")
        }
        for (key, item) in mapping {
            let part = key.string ?? ""
            let place = "\(name).\(part)"
            switch part {
            case "concurrency": concurrency = try reader.integer(place, item, in: Self.ranges.concurrency)
            case "delay": delay = .milliseconds(try reader.integer(place, item, in: Self.ranges.delay))
            case "timeout": timeout = .seconds(try reader.integer(place, item, in: Self.ranges.timeout))
            case "contact": contact = try reader.string(place, item)
            case "headers": headers = try reader.texts(place, item)
            default: throw reader.unknown("setting of a host", part, key, among: Self.names)
            }
        }
    }

    /// As it is read.
    fileprivate var value: JSONValue {
        var members: [(String, JSONValue)] = []
        if let concurrency { members.append(("concurrency", .int(concurrency))) }
        if let delay { members.append(("delay", .int(Int(delay / .milliseconds(1))))) }
        if let timeout { members.append(("timeout", .int(Int(timeout / .seconds(1))))) }
        if let contact { members.append(("contact", .string(contact))) }
        if !headers.isEmpty { members.append(("headers", .texts(headers))) }
        return .ordered(members)
    }
}

extension ConfigurationKey {
    static let hostsSchema: JSONValue = {
        func integer(_ range: ClosedRange<Int>) -> JSONValue {
            .members([
                "type": .string("integer"), "minimum": .int(range.lowerBound), "maximum": .int(range.upperBound),
            ])
        }
        let ranges = Configuration.HostSettings.ranges
        let settings = JSONValue.members([
            "type": .string("object"), "additionalProperties": .bool(false),
            "properties": .members([
                "concurrency": integer(ranges.concurrency), "delay": integer(ranges.delay),
                "timeout": integer(ranges.timeout), "contact": .members(["type": .string("string")]),
                "headers": textsSchema,
            ]),
        ])
        return .members(["type": .string("object"), "additionalProperties": settings])
    }()
}
