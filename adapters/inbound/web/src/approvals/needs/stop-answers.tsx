import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { failed } from '../../app/failed.js'
import type { HubFailure } from '../../app/hub/hub.js'
import { shown } from '../../app/sessions.js'
import { messages } from '../../app/texts/messages.js'
import { ask, client } from '../../app/the-hub.js'
import { Link } from '../../ui/link.js'
import { VisibleText } from '../../ui/visible-text.js'
import { needTexts } from './need-texts.js'
import { PromptButtons } from '../../reply/prompt-buttons.js'
import { readStops, type HubStop } from './stops.js'

type Asked = Promise<{ readonly ok: true } | { readonly ok: false; readonly failure: HubFailure }>
type Answer = Exclude<HubStop['answers'][number], 'reply' | 'send-prompt' | 'remove-prompt'>

/** Operation of each answer. */
const OPERATIONS: Readonly<Record<Answer, (stop: HubStop, id: string) => Asked>> = {
  'run-schedule': (_stop, id) => ask(client.runSchedule({ params: { id } })),
  'remove-schedule': (_stop, id) => ask(client.removeSchedule({ params: { id } })),
  'start-recording': ({ name }) => ask(client.recordSession({ params: { name }, body: { recorded: true } })),
  'implement-plan': ({ id }) => ask(client.answerStop({ body: { id, answer: 'implement-plan' } })),
  'keep-planning': ({ id }) => ask(client.answerStop({ body: { id, answer: 'keep-planning' } })),
  'end-recording': ({ name }) => ask(client.recordSession({ params: { name }, body: { recorded: false } })),
}

export function stopHeadline({ kind, name, retry }: HubStop): string {
  const m = needTexts.value
  const headline = m.stops[kind](shown(name))
  return retry === null ? headline : `${headline} (${m.attempt(retry.attempt, retry.of)})`
}

/** Complete text of a stop with the buttons that answer it, or the reason why it is not answered here. */
export function StopAnswers({ stop }: { readonly stop: HubStop }): VNode {
  const m = needTexts.value
  const [isBusy, setBusy] = useState(false)
  const { kind, name, text, subject, answers, obstacle } = stop
  const press = async (answer: Answer): Promise<void> => {
    setBusy(true)
    const answered = await OPERATIONS[answer](stop, subject ?? '')
    setBusy(false)
    if (!answered.ok) failed(m.stopNotAnswered, answered.failure)
    await readStops()
  }
  const pressed = answers.filter((answer): answer is Answer => answer in OPERATIONS)
  return (
    <div class="stop grid gap-8">
      {text !== '' && kind !== 'failed' && (
        <pre class="stop-text mono scroll" tabIndex={0}>
          <VisibleText text={text} />
        </pre>
      )}
      <div class="cluster wrap gap-8">
        {answers.includes('send-prompt') && (
          <PromptButtons
            session={name}
            id={subject ?? ''}
            {...(kind === 'prompt-unknown' && { removeLabel: m.wasSent })}
            onSettled={() => void readStops()}
          />
        )}
        {pressed.map((answer) => (
          <button key={answer} type="button" class="button" disabled={isBusy} onClick={() => void press(answer)}>
            {m.stopAnswers[answer]}
          </button>
        ))}
        {obstacle !== null && (
          <>
            <Link to={{ page: 'terminal', session: name }} class="button">
              {messages.value.openTerminal}
            </Link>
            <span class="faint text-1">{m.obstacles[obstacle]}</span>
          </>
        )}
      </div>
    </div>
  )
}
