/** No host name is configured for previews. */
export interface PreviewDisabled {
  readonly _tag: 'PreviewDisabled'
}
export const previewDisabled: PreviewDisabled = { _tag: 'PreviewDisabled' }

/** The value is not a port that can be previewed. */
export interface InvalidPort {
  readonly _tag: 'InvalidPort'
}
export const invalidPort: InvalidPort = { _tag: 'InvalidPort' }

/** No previewable server listens on the port. */
export interface PortNotListening {
  readonly _tag: 'PortNotListening'
  readonly port: number
}
export const portNotListening = (port: number): PortNotListening => ({ _tag: 'PortNotListening', port })

/** The viewer of the iOS simulator is installed but not running. */
export interface ViewerNotRunning {
  readonly _tag: 'ViewerNotRunning'
  readonly port: number
}
export const viewerNotRunning = (port: number): ViewerNotRunning => ({ _tag: 'ViewerNotRunning', port })

/** The request to the preview host has no valid credentials. */
export interface PreviewRefused {
  readonly _tag: 'PreviewRefused'
}
export const previewRefused: PreviewRefused = { _tag: 'PreviewRefused' }

/** No port is selected. */
export interface NothingSelected {
  readonly _tag: 'NothingSelected'
}
export const nothingSelected: NothingSelected = { _tag: 'NothingSelected' }
