import type { Tagged } from '../shared/tagged.js'

/** The viewer of the iOS simulator is not installed: it runs on macOS only. */
export type SimulatorMissing = Tagged<'SimulatorMissing'>

export const simulatorMissing: SimulatorMissing = { _tag: 'SimulatorMissing' }

/** No action has this name. */
export type InvalidSimulatorAction = Tagged<'InvalidSimulatorAction'>

export const invalidSimulatorAction: InvalidSimulatorAction = { _tag: 'InvalidSimulatorAction' }

/** The viewer did not execute the action. */
export interface SimulatorFailed extends Tagged<'SimulatorFailed'> {
  /** Text for display; contains no path. */
  readonly detail: string
}

export const simulatorFailed = (detail: string): SimulatorFailed => ({ _tag: 'SimulatorFailed', detail })

/** The viewer returned no image. */
export type NoFrame = Tagged<'NoFrame'>

export const noFrame: NoFrame = { _tag: 'NoFrame' }
