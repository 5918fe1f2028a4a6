/** Thrown where the result of libgit2 may differ from git's: git must answer instead. Caught within this folder. */
interface Refusal extends Error {
  /** A property of the repository, not of its present state. */
  readonly isLasting: boolean
}

const refusal = (reason: string, isLasting: boolean): Refusal => Object.assign(new Error(reason), { isLasting })

/** Refusal that depends on the present state. */
export const notNow = (reason: string): Error => refusal(reason, false)
/** Refusal that depends on a lasting property of the repository. */
export const notThisOne = (reason: string): Error => refusal(reason, true)

/** Faults of libgit2 do not last: it may have come in the middle of a change. */
export const isLasting = (thrown: unknown): boolean => (thrown as Partial<Refusal>).isLasting === true
