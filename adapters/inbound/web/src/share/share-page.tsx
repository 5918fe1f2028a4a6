import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { programOf } from '../app/cli-of-session.js'
import { useDraft } from '../app/drafts.js'
import { failed } from '../app/failed.js'
import type { HubSession } from '../app/hub/hub.js'
import { go } from '../app/router.js'
import { sessions, shown } from '../app/sessions.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'
import { Header } from '../ui/header.js'
import { shareTexts } from './share-texts.js'

/** Text from another app, and the agents that it can be sent to. */
export function SharePage({ text }: { readonly text: string }): VNode {
  const t = shareTexts.value
  const [typed, setTyped] = useDraft('share', text)
  const [isBusy, setBusy] = useState(false)
  /** Id of the prompt by session: a request that is repeated queues none twice. */
  const prompts = useRef(new Map<string, string>())
  const agents = (sessions.value ?? []).filter((one) => programOf(one, '').cli !== undefined)

  const send = async ({ id, name }: HubSession): Promise<void> => {
    const prompt = prompts.current.get(id) ?? crypto.randomUUID()
    prompts.current.set(id, prompt)
    setBusy(true)
    const answer = await ask(client.queuePrompt({ params: { name }, body: { id: prompt, text: typed, now: false } }))
    setBusy(false)
    if (!answer.ok) {
      failed(t.notQueued, answer.failure)
      return
    }
    toast({ text: t.queued(shown(name)) })
    go({ page: 'terminal', session: name })
  }
  return (
    <>
      <Header title={t.title} />
      <div class="scroller shrink-y spring scroll relative stack gap-12">
        <textarea
          class="field"
          rows={8}
          aria-label={t.text}
          value={typed}
          onInput={({ currentTarget }) => setTyped(currentTarget.value)}
        />
        {sessions.value !== null && agents.length === 0 && <p class="hint">{t.none}</p>}
        {agents.map((one) => (
          <button
            key={one.id}
            type="button"
            class="button"
            disabled={isBusy || typed.trim() === ''}
            onClick={() => void send(one)}
          >
            {t.sendTo(shown(one.name))}
          </button>
        ))}
      </div>
    </>
  )
}
