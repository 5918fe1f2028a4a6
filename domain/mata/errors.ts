/** The viewer of the iOS simulator is not installed: it runs on macOS only. */
export interface SimulatorMissing {
  readonly _tag: 'SimulatorMissing'
}

export const simulatorMissing: SimulatorMissing = { _tag: 'SimulatorMissing' }

/** No action has this name. */
export interface InvalidSimulatorAction {
  readonly _tag: 'InvalidSimulatorAction'
}

export const invalidSimulatorAction: InvalidSimulatorAction = { _tag: 'InvalidSimulatorAction' }

/** The viewer did not execute the action. */
export interface SimulatorFailed {
  readonly _tag: 'SimulatorFailed'
  /** Text for display; contains no path. */
  readonly detail: string
}

export const simulatorFailed = (detail: string): SimulatorFailed => ({ _tag: 'SimulatorFailed', detail })

/** The viewer returned no image. */
export interface NoFrame {
  readonly _tag: 'NoFrame'
}

export const noFrame: NoFrame = { _tag: 'NoFrame' }
