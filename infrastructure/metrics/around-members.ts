type Task = () => Promise<unknown>
/** A task, or a function that makes one. */
type MemberWithTask = Task | ((...args: never[]) => Task)

/** The same task with something done before and after it. `args` are those of the member that made it. */
export type Around = <A>(task: () => Promise<A>, args: ReadonlyArray<unknown>) => () => Promise<A>

/**
 * The same port with every task run through `around`, also those that its members make. Members in `unchanged` pass as they
 * are; a member that is no task and makes none must be one of them, or the call does not compile.
 */
export function aroundMembers<Port extends object, Unchanged extends keyof Port>(
  port: Port & Readonly<Record<Exclude<keyof Port, Unchanged>, MemberWithTask>>,
  unchanged: ReadonlyArray<Unchanged>,
  around: Around,
): Port {
  const passed = new Set<unknown>(unchanged)
  const wrapped = Object.entries(port).map(([name, member]) => [
    name,
    passed.has(name) ? member : wrap(member as (...args: ReadonlyArray<unknown>) => Promise<unknown> | Task, around),
  ])
  return Object.fromEntries(wrapped) as Port
}

/** A task returns a promise, a member that makes one returns the task. */
const wrap =
  (member: (...args: ReadonlyArray<unknown>) => Promise<unknown> | Task, around: Around) =>
  (...args: ReadonlyArray<unknown>): Promise<unknown> | Task => {
    const result = member(...args)
    return typeof result === 'function' ? around(result, args) : around(() => result, args)()
  }
