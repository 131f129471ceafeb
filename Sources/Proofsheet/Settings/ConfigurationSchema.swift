import Auditing
import Reporting

/// The JSON Schema (draft 2020-12) of `.proofsheet.yml`, by which editors complete and check it.
public enum ConfigurationSchema {
    /// The schema as JSON, with a line end.
    public static var text: String { text(of: ConfigurationKey.all) }

    static func text(of keys: [ConfigurationKey]) -> String {
        let properties = keys.map { key in (key.name, key.schema) }
        let schema = JSONValue.members([
            "$schema": .string("https://json-schema.org/draft/2020-12/schema"),
            "title": .string("Proofsheet configuration (.proofsheet.yml)"),
            "type": .string("object"), "additionalProperties": .bool(false), "properties": .ordered(properties),
        ])
        return schema.pretty + "\n"
    }
}

extension ConfigurationKey {
    fileprivate var schema: JSONValue {
        let members: [(String, JSONValue)] =
            switch kind {
            case .boolean: [("type", .string("boolean"))]
            case .integer(let range):
                [
                    ("type", .string("integer")), ("minimum", .int(range.lowerBound)),
                    ("maximum", .int(range.upperBound)),
                ]
            case .text(let example): [("type", .texts(["string", "integer"])), ("examples", .texts([example]))]
            case .choice(let names): [("enum", .texts(names))]
            case .list(let example): Self.textOrTexts + [("examples", .array([.texts(example)]))]
            case .other(.object(let members), _): members.map { ($0.name, $0.value) }
            case .other: []
            }
        return .ordered([("description", .string(summary))] + members)
    }

    private static let textOrTexts: [(String, JSONValue)] = [
        (
            "oneOf",
            .array([
                .members(["type": .string("string")]),
                .members([
                    "type": .string("array"), "minItems": .int(1), "items": .members(["type": .string("string")]),
                ]),
            ])
        )
    ]

    static let textsSchema = JSONValue.members([
        "type": .string("object"), "additionalProperties": .members(["type": .string("string")]),
    ])

    static let keysSchema = JSONValue.members([
        "type": .string("object"), "additionalProperties": .bool(false),
        "properties": .ordered(
            Configuration.Keys.parts.map { ($0.name, JSONValue.ordered(textOrTexts)) }),
    ])

    static let shortcodesSchema: JSONValue = {
        let argument = JSONValue.members([
            "oneOf": .array([
                .members(["type": .string("string"), "minLength": .int(1)]),
                .members(["type": .string("integer"), "minimum": .int(0)]),
            ])
        ])
        let parts = JSONValue.members([
            "type": .string("object"), "additionalProperties": .bool(false), "required": .texts(["source"]),
            "properties": .ordered(["source", "width", "height"].map { ($0, argument) }),
        ])
        return .members([
            "type": .string("object"), "additionalProperties": .members(["oneOf": .array([argument, parts])]),
        ])
    }()

    static let rulesSchema = JSONValue.members([
        "type": .string("object"), "additionalProperties": .bool(false),
        "properties": .ordered(
            Rules.names.sorted().map { name in
                (
                    name,
                    .members([
                        "enum": .array(["error", "warning", "info", "off"].map(JSONValue.string) + [.bool(false)])
                    ])
                )
            }),
    ])

    static let ignoreSchema: JSONValue = {
        let names = JSONValue.members(["enum": .texts(Rules.names.sorted())])
        let text = JSONValue.members(["type": .string("string"), "minLength": .int(1)])
        let rule = JSONValue.members([
            "oneOf": .array([names, .members(["type": .string("array"), "minItems": .int(1), "items": names])])
        ])
        let item = JSONValue.members([
            "type": .string("object"), "additionalProperties": .bool(false), "required": .texts(["reason"]),
            "minProperties": .int(2),
            "properties": .members(["rule": rule, "url": text, "host": text, "record": text, "reason": text]),
        ])
        return .members([
            "oneOf": .array([item, .members(["type": .string("array"), "items": item])])
        ])
    }()
}
