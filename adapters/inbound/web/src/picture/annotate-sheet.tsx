import './picture.css'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { draw, EMPTY_DRAWING, redo, undo, type Colour, type Drawing, type Tool } from './annotation.js'
import { chord } from '../app/platform/keys.js'
import { shown } from '../app/sessions.js'
import { failed } from '../app/failed.js'
import { toast } from '../app/toasts.js'
import { fileTimeout } from '../app/hub/file-content.js'
import type { Answer } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'
import { Dialog } from '../ui/dialog.js'
import { DrawingArea } from './drawing-area.js'
import { DrawingTools } from './drawing-tools.js'
import { Keys } from '../ui/keys.js'

interface Props {
  readonly session: string
  readonly picture: Blob
  /** Called with the path of the stored image, relative to the session's folder. */
  readonly onSent: (path: string) => void
  readonly onClose: () => void
}

/** Sheet in which a pasted image is annotated before it is sent to a session. */
export function AnnotateSheet({ session, picture, onSent, onClose }: Props): VNode {
  const m = messages.value
  const canvas = useRef<HTMLCanvasElement>(null)
  const [bitmap, setBitmap] = useState<ImageBitmap | null>(null)
  const [tool, setTool] = useState<Tool>('arrow')
  const [colour, setColour] = useState<Colour>('red')
  const [drawing, setDrawing] = useState<Drawing>(EMPTY_DRAWING)
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)

  useEffect(() => {
    let isOver = false
    createImageBitmap(picture).then(
      (read) => {
        if (!isOver) setBitmap(read)
      },
      () => {
        toast({ kind: 'failed', text: messages.value.pictureUnreadable })
        onClose()
      },
    )
    return () => (isOver = true)
  }, [picture])

  const send = async (): Promise<void> => {
    if (!canvas.current || !bitmap || sending.current) return
    sending.current = true
    setBusy(true)
    const made = await pngOf(canvas.current)
    const sent = made && (await sendPicture(session, made.png))
    sending.current = false
    setBusy(false)
    if (!sent) toast({ kind: 'failed', text: m.couldNotSendPicture })
    else if (sent.ok) {
      if (made.shrunk) toast({ text: m.pictureShrunk })
      onSent(sent.value)
    } else failed(m.couldNotSendPicture, sent.failure)
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const run = {
      'Mod+z': () => {
        setDrawing(undo)
      },
      'Mod+Shift+z': () => {
        setDrawing(redo)
      },
      'Mod+y': () => {
        setDrawing(redo)
      },
      'Mod+Enter': () => void send(),
    }[chord(event)]
    if (!run) return
    event.preventDefault()
    event.stopPropagation()
    run()
  }

  return (
    <Dialog label={m.annotate} class="annotate" onClose={onClose}>
      <div class="annotate-body stack gap-12" onKeyDown={onKeyDown}>
        <DrawingTools
          tool={tool}
          colour={colour}
          drawing={drawing}
          onTool={setTool}
          onColour={setColour}
          onDrawing={setDrawing}
        />
        <DrawingArea
          canvas={canvas}
          picture={bitmap}
          tool={tool}
          colour={colour}
          shapes={drawing.shapes}
          onShape={(shape) => setDrawing((now) => draw(now, shape))}
        />
        <footer class="dialog-foot">
          <span class="spring" />
          <button type="button" class="button" onClick={onClose}>
            {m.cancel}
          </button>
          <button
            type="button"
            class="button primary"
            aria-disabled={busy || !bitmap}
            autofocus
            onClick={() => void send()}
          >
            {busy ? m.sendingPicture : m.giveToSession(shown(session))}
            {!busy && <Keys of="Ctrl Enter" />}
          </button>
        </footer>
      </div>
    </Dialog>
  )
}

/** Maximum image size that the hub accepts. */
const MAX_BYTES = 8 * 1_024 * 1_024
/** Factor for both sides, applied until the image fits. */
const SHRINK = 0.8

/** Canvas as PNG, scaled down until it is within the hub's limit. */
async function pngOf(canvas: HTMLCanvasElement): Promise<{ readonly png: Blob; readonly shrunk: boolean } | null> {
  let from = canvas
  for (;;) {
    const png = await new Promise<Blob | null>((resolve) => from.toBlob(resolve, 'image/png'))
    if (!png) return null
    if (png.size <= MAX_BYTES) return { png, shrunk: from !== canvas }
    const smaller = document.createElement('canvas')
    smaller.width = Math.round(from.width * SHRINK)
    smaller.height = Math.round(from.height * SHRINK)
    smaller.getContext('2d')?.drawImage(from, 0, 0, smaller.width, smaller.height)
    from = smaller
  }
}

/** Stores an image in the session's folder. Resolves to its path relative to that folder. */
const sendPicture = (session: string, png: Blob): Promise<Answer<string>> =>
  ask(client.saveSessionImage({ params: { name: session }, body: png, signal: fileTimeout() }), ({ body }) => body.rel)
