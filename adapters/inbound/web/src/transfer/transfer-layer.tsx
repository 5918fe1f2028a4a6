import '../styles/transfer.css'
import type { VNode } from 'preact'
import { ConflictDialog } from './conflict-dialog.js'
import { UploadPanel } from './upload-panel.js'

/** Uploads on their way, and what has to be decided for them; over every page. */
export function TransferLayer(): VNode {
  return (
    <>
      <UploadPanel />
      <ConflictDialog />
    </>
  )
}
