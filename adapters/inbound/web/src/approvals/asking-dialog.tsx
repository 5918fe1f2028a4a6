import './asking.css'
import { render, type VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { shown } from '../app/sessions.js'
import { Choice } from '../ui/choice.js'
import { Dialog } from '../ui/dialog.js'
import { Segments } from '../ui/segments.js'
import { askingTexts, ownConfig, readOwnConfig, setMode, setWait } from './asking.js'

/** Limits to choose from, in minutes. */
const LIMITS = [5, 15, 30, 60, 240, 480, 1_440]

/** Opens the settings of one session: its mode, and how long its calls wait. */
export function openAsking(session: string): void {
  const box = document.body.appendChild(document.createElement('div'))
  const close = (): void => {
    render(null, box)
    box.remove()
  }
  render(<AskingDialog session={session} onClose={close} />, box)
}

function AskingDialog({ session, onClose }: { readonly session: string; readonly onClose: () => void }): VNode {
  const m = askingTexts.value
  const config = ownConfig.value
  useEffect(() => void readOwnConfig(), [])
  const mode = config?.sessions[session] ?? 'all'
  const minutes = config?.waitMinutes[session]
  return (
    <Dialog label={m.title(shown(session))} class="asking-dialog" onClose={onClose}>
      <h2>{m.title(shown(session))}</h2>
      {config !== null && (
        <fieldset class="grid gap-12" disabled={!config.mayChange}>
          {!config.mayChange && <p class="hint">{m.mayNotChange}</p>}
          <div class="stack gap-4">
            <span class="setting-label">{m.mode}</span>
            <Segments
              label={m.mode}
              value={mode}
              options={[
                ['all', m.modes.all],
                ['off', m.modes.off],
                ['ask', m.modes.ask],
                ['strict', m.modes.strict],
              ]}
              onChoose={(chosen) => void setMode(session, chosen === 'all' ? null : chosen)}
            />
            <span class="hint">{m.modeHint[mode]}</span>
          </div>
          <div class="stack gap-4">
            <span class="setting-label">{m.wait}</span>
            <Choice
              label={m.wait}
              all={m.untilAnswered}
              options={[...new Set([...LIMITS, ...(minutes === undefined ? [] : [minutes])])]
                .sort((one, other) => one - other)
                .map((limit) => [String(limit), m.minutes(limit)])}
              value={minutes === undefined ? '' : String(minutes)}
              onChoose={(chosen) => void setWait(session, chosen === '' ? null : Number(chosen))}
            />
            <span class="hint">{m.waitHint}</span>
          </div>
        </fieldset>
      )}
      <button type="button" class="button" onClick={onClose}>
        {m.close}
      </button>
    </Dialog>
  )
}
