import type { VNode } from 'preact'
import { isTransferring } from './transfers.js'
import { lazyPage } from '../ui/lazy-page.js'

const Layer = lazyPage<object>(async () => (await import('./transfer-layer.js')).TransferLayer)

/** Upload panel and conflict dialog, loaded with the first upload. */
export function LazyTransferLayer(): VNode | null {
  return isTransferring.value ? <Layer /> : null
}
