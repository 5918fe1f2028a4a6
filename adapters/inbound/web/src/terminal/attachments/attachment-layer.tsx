import { dropTargetForExternal } from '@atlaskit/pragmatic-drag-and-drop/adapter/drop-target-for-external'
import { containsFiles } from '@atlaskit/pragmatic-drag-and-drop/utils/contains-files'
import { Upload } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState, type MutableRef } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { shown } from '../../app/sessions.js'
import { droppedFiles } from '../../transfer/dropped-files.js'
import { Icon } from '../../ui/icon.js'
import { lazyPage } from '../../ui/lazy-page.js'
import type { Attachments } from './attachments.js'

const AnnotateSheet = lazyPage(async () => (await import('../../picture/annotate-sheet.js')).AnnotateSheet)

interface Props {
  readonly session: string
  /** Element of the terminal, which is the drop target. */
  readonly area: MutableRef<HTMLElement | null>
  readonly attachments: Attachments
  readonly onDone: () => void
}

/** Drop target of a terminal, and the sheet that annotates a pasted image. */
export function AttachmentLayer({ session, area, attachments, onDone }: Props): VNode {
  const m = messages.value
  const [isOver, setIsOver] = useState(false)
  const picture = attachments.picture.value

  useEffect(() => {
    if (!area.current) return
    return dropTargetForExternal({
      element: area.current,
      canDrop: containsFiles,
      onDragEnter: () => setIsOver(true),
      onDragLeave: () => setIsOver(false),
      onDrop: ({ source }) => {
        setIsOver(false)
        attachments.take(droppedFiles(source.items))
        onDone()
      },
    })
  }, [attachments])

  const close = (): void => {
    attachments.picture.value = null
    onDone()
  }

  return (
    <>
      {isOver && (
        <div class="drop-here absolute align-centre cluster gap-12 text-3">
          <Icon of={Upload} size={20} />
          {m.dropForSession(shown(session))}
        </div>
      )}
      {picture && (
        <AnnotateSheet
          session={session}
          picture={picture}
          onClose={close}
          onSent={(path) => {
            close()
            attachments.name([path])
          }}
        />
      )}
    </>
  )
}
