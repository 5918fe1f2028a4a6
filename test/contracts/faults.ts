/**
 * Faults that any port can have: a member that does nothing, twice or too late, and values on their way in or out of it that are
 * constant, swapped, cut or those of the call before. They are drawn from the calls that a suite makes on a working implementation.
 */
type Values = ReadonlyArray<unknown>
type Path = ReadonlyArray<string>
type Run = () => unknown
type Fn = (...args: Values) => unknown
/** A task runs when its result is called, a promise at once; the result of a `maker` is a tool, such as the end of a watch. */
type Kind = 'task' | 'promise' | 'value' | 'maker'

/** Fault of a member. Arguments and answers are changed before they arrive; `before` holds the answers of earlier calls. */
export interface Fault {
  readonly member: string
  readonly name: string
  readonly args?: (args: Values) => Values
  readonly answer?: (answer: unknown, before: Values) => unknown
  /** Runs the call in place of the port. */
  readonly call?: (run: Run, effect: () => void) => unknown
  /** Has an effect on members that act alone: a read may run at any time. */
  readonly needsAct?: true
}

/** Calls of one member in a run of a suite. A callback and a tool that the port returns are members too. */
interface Calls {
  /** `null` of data. */
  kind: Kind | null
  readonly args: Values[]
  readonly answers: unknown[]
  /** Titles of the tests that call it. */
  readonly tests: Set<string>
}

/** Calls by member: `open`, `open().read` and, for a callback, `watch<1>`. */
export type Recording = Map<string, Calls>

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' &&
  value !== null &&
  [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
const isFn = (value: unknown): value is Fn => typeof value === 'function'
const hasFn = (value: unknown): boolean =>
  isFn(value) || (isRecord(value) && Object.values(value).some(hasFn)) || (Array.isArray(value) && value.some(hasFn))

interface Hooks {
  readonly args: (member: string, args: Values) => Values
  readonly answer: (member: string, answer: unknown) => unknown
  readonly call: (member: string, run: Run) => unknown
  readonly isTask: (member: string, result: unknown) => void
}

/** Puts hooks around each function in a value, and around those in its arguments and answers. */
function around(hooks: Hooks): <A>(value: A, name: string) => A {
  const originals = new WeakMap<object, unknown>()
  const original = (value: unknown): unknown =>
    (isFn(value) || isRecord(value)) && originals.has(value) ? originals.get(value) : value
  const furnish = <A>(value: A, name: string): A => {
    if (!hasFn(value) || original(value) !== value) return value
    const furnished = isFn(value)
      ? member(value, name)
      : Array.isArray(value)
        ? value.map((one: unknown) => furnish(one, name))
        : Object.fromEntries(
            Object.entries(value as object).map(([key, one]) => [key, part(one as unknown, `${name}.${key}`)]),
          )
    originals.set(furnished, value)
    return furnished as A
  }
  /** Data of a port is read like an answer. That of an argument or an answer is changed with it. */
  const part = (value: unknown, name: string): unknown =>
    hasFn(value) || /[>)]/.test(name) ? furnish(value, name) : hooks.answer(name, value)
  const settle = (name: string, result: unknown): unknown =>
    result instanceof Promise
      ? result.then((answer: unknown) => hooks.answer(name, furnish(answer, `${name}()`)))
      : hooks.answer(name, furnish(result, `${name}()`))
  const member =
    (fn: Fn, name: string): Fn =>
    (...given) => {
      const passed = given.map((one, index) =>
        originals.has(Object(one) as object) ? original(one) : furnish(one, `${name}<${index}>`),
      )
      const args = hooks.args(name, passed.slice(0, fn.length)).concat(passed.slice(fn.length))
      return hooks.call(name, () => {
        const result = fn(...args)
        if (!isFn(result)) return settle(name, result)
        return (...inner: Values) => {
          const later = result(...inner)
          hooks.isTask(name, later)
          return later instanceof Promise ? settle(name, later) : later
        }
      })
    }
  return furnish
}

/** Records the calls of a value's members. `test` returns the title of the test that runs. */
export function recorder(recording: Recording, test: () => string): <A>(value: A, name: string) => A {
  const callsOf = (member: string): Calls => {
    const calls = recording.get(member) ?? { kind: null, args: [], answers: [], tests: new Set<string>() }
    recording.set(member, calls)
    calls.tests.add(test())
    return calls
  }
  return around({
    args: (member, args) => {
      const calls = callsOf(member)
      calls.kind ??= 'value'
      calls.args.push(args)
      return args
    },
    answer: (member, answer) => (callsOf(member).answers.push(answer), answer),
    call: (member, run) => {
      const result = run()
      if (result instanceof Promise) callsOf(member).kind = 'promise'
      else if (isFn(result) && callsOf(member).kind === 'value') callsOf(member).kind = 'maker'
      return result
    },
    isTask: (member, result) => {
      if (result instanceof Promise) callsOf(member).kind = 'task'
    },
  })
}

/** Calls after which a test that reads to the end of an answer is taken for endless. */
const ENDLESS = 2_000

/** Puts one fault into a value. `effect` is called when it has changed something. */
export function faulty(fault: Fault, effect: () => void): <A>(value: A, name: string) => A {
  let count = 0
  const answers: unknown[] = []
  const noted = <A>(was: A, is: A): A => {
    if (is !== was) effect()
    return is
  }
  return around({
    args: (member, args) => {
      if (member !== fault.member) return args
      const changed = fault.args?.(args) ?? args
      return noted(args, changed)
    },
    answer: (member, answer) => {
      if (member !== fault.member) return answer
      const changed = fault.answer === undefined ? answer : fault.answer(answer, answers)
      answers.push(answer)
      return noted(answer, changed)
    },
    call: (member, run) => {
      if (member === fault.member && ++count > ENDLESS) throw new Error('The caller never ends.')
      if (member !== fault.member || fault.call === undefined) return run()
      return fault.call(run, effect)
    },
    isTask: () => undefined,
  })
}

/** Faults of all members in a recording, by their names. The answer of a callback is the test's own. */
export const faultsOf = (recording: Recording): ReadonlyArray<Fault> =>
  [...recording].flatMap(([member, calls]) => {
    const isCallback = member.includes('>')
    return [
      ...(calls.kind === null ? [] : callFaults(calls, calls.kind, isCallback)),
      ...argumentFaults(calls),
      ...(isCallback ? [] : answerFaults(calls)),
    ].map((fault) => ({ ...fault, member, name: `${member} ${fault.name}` }))
  })

/** Fault that has no effect on a read. */
export const TWICE = 'runs twice'

type Nameless = Omit<Fault, 'member'>

function callFaults({ answers }: Calls, kind: Kind, isCallback: boolean): ReadonlyArray<Nameless> {
  const constant = answers.find((answer) => !isLeft(answer))
  const isVoid = constant === undefined || (isRight(constant) && constant['right'] === undefined)
  const ready: Run = () => (kind === 'promise' ? Promise.resolve(constant) : constant)
  const answered: Run = () => (kind === 'task' ? () => Promise.resolve(constant) : ready())
  const dropped: Nameless = {
    name: 'does nothing and has one answer',
    call: (_run, effect) => (effect(), kind === 'maker' ? () => undefined : answered()),
  }
  const doubled: Nameless = {
    name: TWICE,
    call: (run, effect) => {
      const compared = (one: unknown, other: unknown): unknown => {
        if (isVoid || hasFn(other) || textOf(one) !== textOf(other)) effect()
        return other
      }
      const again = async (one: unknown, second: Run): Promise<unknown> => compared(await one, await second())
      const first = run()
      if (kind === 'task') return () => again((first as Run)(), () => (run() as Run)())
      return first instanceof Promise ? again(first, run) : compared(first, run())
    },
  }
  const early: Nameless = {
    name: 'runs when its task is made',
    needsAct: true,
    call: (run, effect) => {
      effect()
      const running = (run() as Run)()
      return () => running
    },
  }
  const endless: Nameless = {
    name: 'goes on after its end',
    call: (run, effect) => {
      effect()
      run()
      return () => undefined
    },
  }
  const late: Nameless = {
    name: 'answers before it has run',
    call: (run, effect) => {
      effect()
      const start = (task: Run): void => void setImmediate(() => void Promise.resolve(task()).catch(() => undefined))
      if (kind !== 'task') return (start(run), ready())
      return () => (start(run() as Run), Promise.resolve(constant))
    },
  }
  return [
    ...(hasFn(constant) ? [] : [dropped]),
    doubled,
    ...(kind === 'task' ? [early] : []),
    ...(kind === 'maker' ? [endless] : []),
    ...(isVoid && kind !== 'maker' && !isCallback ? [late] : []),
  ]
}

function argumentFaults({ args }: Calls): ReadonlyArray<Nameless> {
  const count = Math.max(0, ...args.map(({ length }) => length))
  const indices = [...new Array(count).keys()]
  return [
    ...indices.flatMap((index) =>
      changes(
        args.map((given) => given[index]),
        [String(index)],
        CUT,
      ).map(({ name, change }): Nameless => ({ name: `takes ${name}`, args: (given) => change(given) as Values })),
    ),
    ...indices
      .slice(1)
      .filter((index) => args.some((given) => alike(given[index - 1], given[index])))
      .map((index): Nameless => ({
        name: `swaps arguments ${index - 1} and ${index}`,
        args: (given) =>
          index < given.length ? given.with(index - 1, given[index]).with(index, given[index - 1]) : given,
      })),
  ]
}

const FAILURE = { _tag: 'Left', left: { _tag: 'Other', message: 'other' } }

function answerFaults({ kind, answers }: Calls): ReadonlyArray<Nameless> {
  const success = answers.find(isRight)
  return [
    ...(kind === null && answers.every((answer) => answer === null)
      ? [{ name: 'returns an empty text', answer: () => '' }]
      : []),
    ...changes(answers, [], ANSWERED).map(({ name, change }): Nameless => ({
      name: `returns ${name}`,
      answer: change,
    })),
    ...(differ(answers)
      ? [
          {
            name: 'returns the answer of the call before',
            answer: (answer: unknown, before: Values) => before.at(-1) ?? answer,
          },
        ]
      : []),
    ...(differ(answers)
      ? [{ name: 'returns its first answer', answer: (answer: unknown, before: Values) => before[0] ?? answer }]
      : []),
    {
      name: 'fails from the second call on',
      answer: (answer, before) => (before.length === 0 ? answer : isRight(answer) ? FAILURE : emptied(answer)),
    },
    ...(success !== undefined && answers.some(isLeft)
      ? [{ name: 'returns no failure', answer: (answer: unknown) => (isLeft(answer) ? success : answer) }]
      : []),
  ]
}

const isTagged =
  (tag: string) =>
  (value: unknown): value is Readonly<Record<string, unknown>> =>
    isRecord(value) && value['_tag'] === tag
const isLeft = isTagged('Left')
const isRight = isTagged('Right')
const textOf = (value: unknown): string | undefined => JSON.stringify(value)
const differ = (values: Values): boolean => !values.some(hasFn) && new Set(values.map(textOf)).size > 1
const alike = (one: unknown, other: unknown): boolean =>
  typeof one === typeof other && ['string', 'number'].includes(typeof one) && one !== other

const MAX_DEPTH = 6

interface Change {
  readonly name: string
  /** Changes the place itself. */
  readonly to: (value: unknown) => unknown
  /** Changes the place in the whole value. */
  readonly change: (value: unknown) => unknown
}

type ListChanges = Readonly<Record<string, (list: Values) => Values>>
const CUT: ListChanges = {
  empty: () => [],
  'without the first': (list) => list.slice(1),
  'without the last': (list) => list.slice(0, -1),
}
const ANSWERED: ListChanges = {
  ...CUT,
  reversed: (list) => list.toReversed(),
  twice: (list) => list.flatMap((one) => [one, one]),
}

/** Changes of one place in values: a part that is constant, absent or never so, and a list of another order or length. */
function changes(values: Values, path: Path, ofLists: ListChanges): ReadonlyArray<Change> {
  if (path.length > MAX_DEPTH) return []
  const make = (name: string, change: (value: unknown) => unknown): Change => ({
    name: `${path.join('.') || 'it'} ${name}`,
    to: change,
    change: (whole) => changeAt(whole, path, change),
  })
  const lists = values.filter((value): value is Values => Array.isArray(value))
  const records = values.filter(isRecord)
  const keys = new Set(records.flatMap(Object.keys))
  const present = values.find((value) => !isAbsent(value) && !hasFn(value))
  const here = [
    make('constant', emptied),
    make('absent', (value) => (values.includes(null) && isRecord(value) ? null : value)),
    make('never absent', (value) => (isAbsent(value) ? (present ?? value) : value)),
    ...Object.entries(ofLists).map(([name, change]) =>
      make(name, (value) => (Array.isArray(value) && textOf(change(value)) !== textOf(value) ? change(value) : value)),
    ),
  ]
  const below = (key: string, parts: Values): ReadonlyArray<Change> => changes(parts, [...path, key], ofLists)
  return [
    ...here.filter(({ to }) => values.some((value) => to(value) !== value)),
    ...[...keys]
      .filter((key) => key !== '_tag')
      .flatMap((key) =>
        below(
          key,
          records.map((record) => record[key]),
        ),
      ),
    ...(lists.length > 0 ? below('each', lists.flat()) : []),
  ]
}

const isAbsent = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0)

function changeAt(value: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [key, ...rest] = path
  if (key === undefined) return change(value)
  if (Array.isArray(value)) {
    const list: Values = value
    const changed = list.map((one, index) =>
      key === 'each' || key === String(index) ? changeAt(one, rest, change) : one,
    )
    return changed.every((one, index) => one === list[index]) ? value : changed
  }
  if (!isRecord(value) || !(key in value)) return value
  const part = changeAt(value[key], rest, change)
  return part === value[key] ? value : { ...value, [key]: part }
}

/** Another value of the same type, the same for all of them but one. */
function emptied(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? 'x' : ''
  if (typeof value === 'number') return value === 1 ? 2 : 1
  if (typeof value === 'boolean') return !value
  return value instanceof Uint8Array && value.length > 0 ? new Uint8Array() : value
}
