import type * as preview from '../../../../domain/preview/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Errors of the preview selection. */
export type PreviewError =
  preview.InvalidPort | preview.PortNotListening | preview.PreviewDisabled | preview.ViewerNotRunning

export const PREVIEW_ROWS = {
  InvalidPort: { status: 400, text: 'invalid port' },
  PortNotListening: { status: 409, text: 'port not listening', more: ({ port }) => ({ port }) },
  PreviewDisabled: { status: 409, text: 'preview disabled' },
  ViewerNotRunning: { status: 409, text: 'mata viewer not running', more: ({ port }) => ({ port }) },
} satisfies ErrorRows<PreviewError>
