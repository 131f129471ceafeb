import ArgumentParser

/// A command whose operands can be many.
protocol OperandCommand: ParsableCommand {
    var operands: [String] { get set }
}

/// Parses command lines with thousands of operands.
///
/// ArgumentParser takes time that grows with the square of their number:
/// more than two seconds for ten thousand file names.
enum LongCommandLine {
    /// Fewer arguments than this are not worth the effort.
    private static let leastCount = 256

    /// Parses the arguments of the program, as `root` does, only sooner.
    static func parse(_ arguments: [String], as root: (some ParsableCommand).Type) throws -> any ParsableCommand {
        let rest = operands(in: arguments)
        guard !rest.isEmpty,
            var command = try root.parseAsRoot(Array(arguments.dropLast(rest.count))) as? any OperandCommand
        else { return try root.parseAsRoot(arguments) }
        command.operands += rest
        return command
    }

    /// Arguments at the end that can only be operands, once those before them have given the command.
    ///
    /// Of those behind the last that begins with a dash, the first may be the value of an option; without any, the
    /// first may be the name of a command. The operand behind that is left where it is, so that no default comes in.
    private static func operands(in arguments: [String]) -> ArraySlice<String> {
        guard arguments.count >= leastCount else { return [] }
        let lastDash = arguments.lastIndex { $0.utf8.first == UInt8(ascii: "-") } ?? -1
        return arguments.dropFirst(lastDash + 3)
    }
}

/// A command whose operands are where the records are.
protocol RecordCommand: OperandCommand {
    var run: RunOptions { get set }
}

extension RecordCommand {
    var operands: [String] {
        get { run.records.paths }
        set { run.records.paths = newValue }
    }
}

extension ReviewCommand: OperandCommand {
    var operands: [String] {
        get { records.paths }
        set { records.paths = newValue }
    }
}

extension AuditCommand: RecordCommand {}
extension RepairCommand: RecordCommand {}
extension SyncCommand: RecordCommand {}
extension WarmCommand: RecordCommand {}
