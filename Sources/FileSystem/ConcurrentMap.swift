import Dispatch
import Synchronization

/// Maps elements side by side, as many at once as there are cores; the results are in the order of the elements.
package func concurrentMap<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ transform: @Sendable (Element) -> Result
) -> [Result] {
    if elements.count < 2 { return elements.map(transform) }
    #if DEBUG
        let hook = FaultInjection.hook
    #endif
    let results = Mutex([Result?](repeating: nil, count: elements.count))
    DispatchQueue.concurrentPerform(iterations: elements.count) { index in
        #if DEBUG
            // The other threads belong to no task, which is what the hook is bound to.
            let result = FaultInjection.$hook.withValue(hook) { transform(elements[index]) }
        #else
            let result = transform(elements[index])
        #endif
        results.withLock { $0[index] = result }
    }
    return results.withLock { $0.compactMap(\.self) }
}
