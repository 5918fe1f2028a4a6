import * as E from 'fp-ts/lib/Either.js'
import type { Unavailable } from '../../application/shared/errors.js'

/**
 * Form of a member: `task` is a task itself, `maker` returns a task, `call` answers at once, `watch` returns an unsubscribe
 * function. A throw tells nothing about the form, so that the table has to.
 */
type Kind = 'task' | 'maker' | 'call' | 'watch'

/** Treatment of a member that fails. */
interface Rule<K extends Kind, Answer, Args extends ReadonlyArray<unknown> = []> {
  readonly kind: K
  /** Time for an answer, in milliseconds; without meaning for members that answer at once. */
  readonly limitMs: number
  /** Answer in place of the one that did not come. */
  readonly instead: (fault: Unavailable, ...args: Args) => Answer
  /** Closes what an answer after the limit has opened. */
  readonly late?: (answer: never) => Promise<void> | void
}

/** Rule of a member whose type is not known. */
export type AnyRule = Rule<Kind, unknown, never[]>

/** Rules by port and member; a port that is one function has one rule. */
export type RulesOfAll = Readonly<Record<string, Readonly<Record<string, AnyRule>> | AnyRule>>

type ArgsOf<Member> = Member extends (...args: infer Args) => unknown ? Args : []

type RuleOf<Member> = Member extends (...args: never[]) => infer Result
  ? [Result] extends [Promise<infer Answer>]
    ? Rule<'task', Answer>
    : [Result] extends [() => Promise<infer Answer>]
      ? Rule<'maker', Answer, ArgsOf<Member>>
      : [Result] extends [() => void]
        ? Rule<'watch', Result, ArgsOf<Member>>
        : Rule<'call', Result, ArgsOf<Member>>
  : never

type MembersOf<Port> = {
  readonly [Name in keyof Port as Port[Name] extends (...args: never[]) => unknown ? Name : never]: RuleOf<Port[Name]>
}

/** Rules of the members of a port; of a list those of its elements. */
export type RulesOf<Port> = Port extends (...args: never[]) => unknown
  ? RuleOf<Port>
  : Port extends ReadonlyArray<infer Element>
    ? RulesOf<Element>
    : MembersOf<Port>

/** Longer than the limits that the adapters of this package set by themselves for one program or one connection. */
const USUAL_MS = 30_000

type Fails = E.Either<Unavailable, never>

/** A task that fails with `Unavailable`; the same for functions that make one: `maker`, `makers`. */
export const task = (limitMs = USUAL_MS): Rule<'task', Fails> => ({ kind: 'task', limitMs, instead: E.left })
export const maker = (limitMs = USUAL_MS): Rule<'maker', Fails> => ({ kind: 'maker', limitMs, instead: E.left })
export const makers = <Name extends string>(
  names: ReadonlyArray<Name>,
  limitMs = USUAL_MS,
): Readonly<Record<Name, Rule<'maker', Fails>>> =>
  Object.fromEntries(names.map((name) => [name, maker(limitMs)])) as Record<Name, Rule<'maker', Fails>>
/** A member without that error, and its answer in place of a failed call: `taskOr`, `makerOr`, `callOr`. */
export const taskOr = <A>(answer: A, limitMs = USUAL_MS): Rule<'task', A> => ({
  kind: 'task',
  limitMs,
  instead: () => answer,
})
export const makerOr = <A, Args extends ReadonlyArray<unknown> = []>(
  instead: (fault: Unavailable, ...args: Args) => A,
  limitMs = USUAL_MS,
): Rule<'maker', A, Args> => ({ kind: 'maker', limitMs, instead })
export const callOr = <A, Args extends ReadonlyArray<unknown> = []>(
  instead: (fault: Unavailable, ...args: Args) => A,
): Rule<'call', A, Args> => ({ kind: 'call', limitMs: 0, instead })
/** A subscription; one that fails reports nothing. */
export const watch: Rule<'watch', () => void> = { kind: 'watch', limitMs: 0, instead: () => () => undefined }
