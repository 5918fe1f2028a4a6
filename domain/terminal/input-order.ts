/** Number of the last input frame of a viewer that was typed; `null` before the first. */
export type AppliedInput = number | null

/** A frame is typed once: numbers grow with each viewer, and those up to the last typed one are repetitions. */
export const isRepeated = (applied: AppliedInput, sequence: number): boolean => applied !== null && sequence <= applied
