import type { Tagged } from '../shared/tagged.js'

/** No host name is configured for previews. */
export type PreviewDisabled = Tagged<'PreviewDisabled'>
export const previewDisabled: PreviewDisabled = { _tag: 'PreviewDisabled' }

/** The value is not a port that can be previewed. */
export type InvalidPort = Tagged<'InvalidPort'>
export const invalidPort: InvalidPort = { _tag: 'InvalidPort' }

/** No previewable server listens on the port. */
export type PortNotListening = Tagged<'PortNotListening', { readonly port: number }>
export const portNotListening = (port: number): PortNotListening => ({ _tag: 'PortNotListening', port })

/** The viewer of the iOS simulator is installed but not running. */
export type ViewerNotRunning = Tagged<'ViewerNotRunning', { readonly port: number }>
export const viewerNotRunning = (port: number): ViewerNotRunning => ({ _tag: 'ViewerNotRunning', port })

/** The request to the preview host has no valid credentials. */
export type PreviewRefused = Tagged<'PreviewRefused'>
export const previewRefused: PreviewRefused = { _tag: 'PreviewRefused' }

/** No port is selected. */
export type NothingSelected = Tagged<'NothingSelected'>
export const nothingSelected: NothingSelected = { _tag: 'NothingSelected' }
