import { Check, CircleDashed, LoaderCircle } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { HubCard, HubFinish, Preflight } from '../cards.js'
import type { HubFailure } from '../../app/hub/hub.js'
import { messages } from '../../app/texts/messages.js'
import { FINISH_STEPS, finishProgress, isUnderWay, stepState } from './finish-steps.js'
import { useDraft } from '../../app/drafts.js'
import { because } from '../../app/failed.js'
import { Dialog } from '../../ui/dialog.js'
import { Icon } from '../../ui/icon.js'
import { finishes, readCards, takeFinish } from '../board-state.js'
import { TITLE_MAX } from '../card/card-fields.js'
import { closeFinish } from './finishing.js'
import { FinishEnd } from './finish-end.js'
import { PreflightView, type Checked } from './preflight-view.js'
import { ask, client, later } from '../../app/the-hub.js'

/** Dialog that finishes a card: obstacles, progress, result and undo. */
export function FinishDialog({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const [push, setPush] = useState(true)
  const [checked, setChecked] = useState<Preflight | null>(null)
  const [failure, setFailure] = useState<HubFailure | null>(null)
  const [sending, setSending] = useState(false)
  const [line, setLine] = useDraft(`finish-line ${card.id}`, card.title)
  const [hasNoRemote, setHasNoRemote] = useState(false)
  const latest = finishes.value.get(card.id) ?? null
  // Ignores a finish that had ended before the dialog was opened.
  const [before] = useState(latest && isUnderWay(latest.stage) ? null : (latest?.id ?? null))
  const finish = latest && latest.id !== before ? latest : null

  const asked = useRef(0)
  /** Reads the obstacles. `refusal` of a finish stays until it is checked again, unless obstacles explain it. */
  const check = async (refusal: HubFailure | null = null): Promise<void> => {
    asked.current += 1
    const mine = asked.current
    setFailure(refusal)
    const answer = await ask(client.readPreflight({ params: { id: card.id }, query: { local: !push } }))
    // A newer check was started meanwhile: drops this result.
    if (mine !== asked.current) return
    if (answer.ok && push && answer.value.reasons.includes('no-remote')) {
      setHasNoRemote(true)
      setPush(false)
      return
    }
    // Without an answer the obstacles stay, and with them what is typed there.
    if (answer.ok) setChecked(answer.value)
    if (!answer.ok || !answer.value.ok) setFailure(answer.ok ? null : answer.failure)
  }
  useEffect(() => {
    if (!finish) void check()
  }, [push, card.rev])

  const begin = async (): Promise<void> => {
    setSending(true)
    const answer = await ask(later.finishCard({ params: { id: card.id }, body: { push, line } }), (answer) =>
      answer.status === 202 ? answer.body : null,
    )
    setSending(false)
    if (!answer.ok) void check(answer.failure)
    else if (answer.value) takeFinish(answer.value)
    else void readCards()
  }

  const isGoing = sending || (finish !== null && isUnderWay(finish.stage))
  const isRefused = finish?.stage === 'refused' || finish?.stage === 'nothing'
  const isOver = finish !== null && !isGoing && !isRefused
  return (
    <Dialog label={m.finishTitle(card.title)} class="finish-dialog" onClose={closeFinish}>
      {/* The field would take the focus otherwise, and bring up the keyboard of a phone. */}
      <h2 tabIndex={-1} autofocus>
        {m.finishTitle(card.title)}
      </h2>
      {isGoing || isOver ? (
        <Steps finish={finish} />
      ) : (
        <>
          <PreflightView
            card={card}
            checked={isRefused ? refusalOf(finish) : checked}
            onLocal={push ? () => setPush(false) : null}
            onAgain={() => void check()}
          />
          <label class="labelled">
            <span>{m.changelogLine}</span>
            <input
              class="field"
              maxLength={TITLE_MAX}
              value={line}
              placeholder={card.title}
              onInput={(event) => setLine(event.currentTarget.value)}
            />
          </label>
          <label class="check">
            <input
              type="checkbox"
              checked={push}
              disabled={hasNoRemote}
              onChange={(event) => setPush(event.currentTarget.checked)}
            />
            {hasNoRemote ? m.noRemoteToPush : m.pushToo}
          </label>
          <p class="hint">{m.keptOnFinish}</p>
        </>
      )}
      {failure && !isGoing && (
        <p class="fault" role="alert">
          {m.failedTo(m.couldNotFinish, because(failure))}
        </p>
      )}
      {isOver && <FinishEnd card={card} finish={finish} />}
      <footer class="dialog-foot">
        <span class="spring" />
        <button type="button" class="button" onClick={closeFinish}>
          {isGoing ? m.goesOnAlone : isOver ? m.close : m.cancel}
        </button>
        {!isOver && !isGoing && (
          <>
            <button type="button" class="button" onClick={() => void check()}>
              {m.checkAgain}
            </button>
            <button
              type="button"
              class="button primary"
              disabled={checked?.ok !== true || failure !== null}
              onClick={() => void begin()}
            >
              {push ? m.finishAndPush : m.finishHere}
            </button>
          </>
        )}
      </footer>
    </Dialog>
  )
}

/** Reasons of a refused finish in the shape of a preflight result. */
const refusalOf = ({ reasons, reason, files, detail }: HubFinish): Checked => ({
  ok: false,
  base: null,
  reasons: reasons.length > 0 ? reasons : reason === null ? [] : [reason],
  files,
  detail,
  obstacles: [],
  stashes: [],
})

/** Progress of the finish. */
function Steps({ finish }: { readonly finish: HubFinish | null }): VNode {
  const m = messages.value
  const { done, total } = finishProgress(finish?.stage ?? 'queued')
  return (
    <ol class="finish-steps" aria-label={m.progressOf(done, total)} aria-live="polite">
      {FINISH_STEPS.map((step) => {
        const state = stepState(step, finish?.stage ?? 'queued')
        const icon = state === 'done' ? Check : state === 'now' ? LoaderCircle : CircleDashed
        return (
          <li key={step} class={state} aria-current={state === 'now' ? 'step' : undefined}>
            <Icon of={icon} />
            {m.finishSteps[step]}
          </li>
        )
      })}
    </ol>
  )
}
