import './transfer.css'
import type { VNode } from 'preact'
import { ConflictDialog } from './conflict-dialog.js'
import { UploadPanel } from './upload-panel.js'

/** Upload panel and conflict dialog above every page. */
export function TransferLayer(): VNode {
  return (
    <>
      <UploadPanel />
      <ConflictDialog />
    </>
  )
}
