import { SendHorizontal, Trash2 } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { Answer } from '../app/hub/hub.js'
import { failed } from '../app/failed.js'
import { messages } from '../app/texts/messages.js'
import { ask, client } from '../app/the-hub.js'
import { IconButton } from '../ui/icon-button.js'

interface Props {
  /** Name of the session. */
  readonly session: string
  readonly id: string
  /** True for a prompt that is sent for the first time. */
  readonly isWaiting?: boolean
  /** Text of the button that removes the prompt, where it is more than a removal. */
  readonly removeLabel?: string
  /** Buttons between the two. */
  readonly children?: ComponentChildren
  readonly onSettled?: () => void
}

/** Buttons that send a queued prompt and remove it. */
export function PromptButtons({ session, id, isWaiting = false, removeLabel, children, onSettled }: Props): VNode {
  const m = messages.value
  const [isBusy, setBusy] = useState(false)
  const params = { name: session, id }
  const settle = async (asked: Promise<Answer<unknown>>): Promise<void> => {
    setBusy(true)
    const answer = await asked
    setBusy(false)
    if (!answer.ok) failed(m.queueUnchanged, answer.failure)
    onSettled?.()
  }
  const remove = (): void => void settle(ask(client.removePrompt({ params })))
  return (
    <span class="flex">
      <IconButton
        icon={SendHorizontal}
        label={isWaiting ? m.sendNow : m.sendAgain}
        disabled={isBusy}
        onPress={() => void settle(ask(client.sendPrompt({ params })))}
      />
      {children}
      {removeLabel === undefined ? (
        <IconButton icon={Trash2} label={m.removePrompt} disabled={isBusy} onPress={remove} />
      ) : (
        <button type="button" class="button" disabled={isBusy} onClick={remove}>
          {removeLabel}
        </button>
      )}
    </span>
  )
}
