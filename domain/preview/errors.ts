/** No host name is set aside for previews. */
export interface PreviewDisabled {
  readonly _tag: 'PreviewDisabled'
}
export const previewDisabled: PreviewDisabled = { _tag: 'PreviewDisabled' }

/** Not a port that can be shown. */
export interface InvalidPort {
  readonly _tag: 'InvalidPort'
}
export const invalidPort: InvalidPort = { _tag: 'InvalidPort' }

/** Nothing that may be shown listens there. */
export interface PortNotListening {
  readonly _tag: 'PortNotListening'
  readonly port: number
}
export const portNotListening = (port: number): PortNotListening => ({ _tag: 'PortNotListening', port })

/** The viewer of the iOS simulator is installed and not running. */
export interface ViewerNotRunning {
  readonly _tag: 'ViewerNotRunning'
  readonly port: number
}
export const viewerNotRunning = (port: number): ViewerNotRunning => ({ _tag: 'ViewerNotRunning', port })

/** Whoever asks on the preview's host has shown nothing that lets them in, or nothing that still does. */
export interface PreviewRefused {
  readonly _tag: 'PreviewRefused'
}
export const previewRefused: PreviewRefused = { _tag: 'PreviewRefused' }

/** Nothing is selected to be shown. */
export interface NothingSelected {
  readonly _tag: 'NothingSelected'
}
export const nothingSelected: NothingSelected = { _tag: 'NothingSelected' }
