import type { VNode } from 'preact'
import { isTransferring } from './transfers.js'
import { lazyPage } from '../ui/lazy-page.js'

const Layer = lazyPage<object>(async () => (await import('./transfer-layer.js')).TransferLayer)

/** Uploads and their questions, once there are any. */
export function LazyTransferLayer(): VNode | null {
  return isTransferring.value ? <Layer /> : null
}
