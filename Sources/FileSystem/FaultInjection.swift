#if DEBUG
    /// A hook that tests set to make system calls fail, or to act just before one.
    ///
    /// It is bound to the task that sets it, so that tests running side by side do not disturb each other.
    package enum FaultInjection {
        /// Called before each system call with its path; a value other than nil is returned as `errno` in place of
        /// making the call.
        package typealias Hook = @Sendable (_ call: SystemCall, _ path: String) -> Int32?

        @TaskLocal package static var hook: Hook?
    }
#endif

/// The error to report in place of making the call, where a test asks for one.
@inline(__always)
func injectedFault(_ call: SystemCall, _ path: @autoclosure () -> String) throws(FileSystemError) {
    #if DEBUG
        if let hook = FaultInjection.hook {
            let path = path()
            if let code = hook(call, path) {
                throw FileSystemError(call: call, path: path, code: code)
            }
        }
    #endif
}
