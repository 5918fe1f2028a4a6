import './reply.css'
import { ListPlus, Send } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { approvalsOf } from '../app/approvals.js'
import { programOf } from '../app/cli-of-session.js'
import { shown } from '../app/sessions.js'
import { droppedFiles, plainFiles } from '../transfer/dropped-files.js'
import { IconButton } from '../ui/icon-button.js'
import { attachToReply } from './attach-to-reply.js'
import { sending, sentTo, submitReply, typedFor, typeReply } from './replies.js'
import { stepped } from './reply-history.js'

const STEPS: Readonly<Record<string, 'older' | 'newer'>> = { ArrowUp: 'older', ArrowDown: 'newer' }

/** True for an agent that waits for no answer. */
export const takesReply = (session: HubSession): boolean =>
  session.status === 'running' &&
  session.activity !== 'waiting' &&
  !approvalsOf.value.has(session.name) &&
  programOf(session, '').cli !== undefined

const hasFiles = ({ dataTransfer }: DragEvent): boolean => dataTransfer?.types.includes('Files') ?? false

interface Props {
  readonly session: HubSession
  /** The queue is beside it. Shown also while the agent takes no prompt: then the text can be queued only. */
  readonly queues?: boolean
}

/**
 * Field for the next prompt of an agent. Enter sends, Alt Enter queues, Shift Enter begins a line, the arrows bring earlier
 * prompts; files that are pasted or dropped are uploaded and named. `null` for programs other than agents, and while the agent waits for an answer.
 */
export function ReplyField({ session, queues = false }: Props): VNode | null {
  const m = messages.value
  const { id } = session
  const isTaken = takesReply(session)
  if (!isTaken && !(queues && programOf(session, '').cli !== undefined)) return null
  const text = typedFor(id)
  const isSending = sending.value.has(id)
  const submit = (now: boolean): void => void submitReply(session, { now, isTold: !queues })

  const onKey = (event: KeyboardEvent): void => {
    const { key, currentTarget } = event
    if (key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      submit(isTaken && !event.altKey)
    } else if (key === 'Escape' && currentTarget instanceof HTMLElement) {
      event.stopPropagation()
      currentTarget.blur()
    } else if (STEPS[key] !== undefined) {
      const next = stepped(sentTo(id), text, STEPS[key])
      if (next === null) return
      event.preventDefault()
      typeReply(id, next)
    }
  }

  return (
    <form
      class="reply cluster wrap gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        submit(isTaken)
      }}
    >
      <textarea
        class="field"
        rows={1}
        aria-label={m.replyTo(shown(session.name))}
        placeholder={m.replyTo(shown(session.name))}
        value={text}
        readOnly={isSending}
        onInput={(event) => typeReply(id, event.currentTarget.value)}
        onKeyDown={onKey}
        onPaste={(event) => {
          const { clipboardData } = event
          if (clipboardData === null || clipboardData.getData('text/plain') !== '') return
          const files = plainFiles(clipboardData.files)
          if (files.length > 0) void attachToReply(session, Promise.resolve(files))
        }}
        onDragOver={(event) => {
          if (hasFiles(event)) event.preventDefault()
        }}
        onDrop={(event) => {
          if (!hasFiles(event) || event.dataTransfer === null) return
          event.preventDefault()
          void attachToReply(session, droppedFiles([...event.dataTransfer.items]))
        }}
      />
      <IconButton
        icon={ListPlus}
        label={m.queuePrompt}
        shortcut="Alt Enter"
        disabled={isSending || text.trim() === ''}
        onPress={() => submit(false)}
      />
      <IconButton
        icon={Send}
        label={m.sendReply}
        disabled={isSending || !isTaken || text.trim() === ''}
        onPress={() => submit(true)}
      />
      {!queues && session.prompts !== undefined && session.prompts.held !== null && (
        <p class="fault" role="alert">
          {m.promptsAreHeld}
        </p>
      )}
    </form>
  )
}
