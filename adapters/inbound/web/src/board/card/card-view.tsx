import { ChevronRight, Link as LinkIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HubCard } from '../cards.js'
import { messages } from '../../app/texts/messages.js'
import { STAGES } from '../board-stages.js'
import { hubAddress } from '../../app/platform/mount.js'
import { MarkdownPreview } from '../../preview/markdown-preview.js'
import { BOARD } from '../../app/routing/board-route.js'
import { routePath } from '../../app/routing/route.js'
import { copyText } from '../../app/clipboard.js'
import { toast } from '../../app/toasts.js'
import { CardTimeline } from '../../timeline/card-timeline.js'
import { Icon } from '../../ui/icon.js'
import { IconButton } from '../../ui/icon-button.js'
import { ScreenPreview } from '../../screen/screen-preview.js'
import { sessionByName, shown } from '../../app/sessions.js'
import { Link } from '../../ui/link.js'
import { Segments } from '../../ui/segments.js'
import { StatusWord } from '../../ui/status.js'
import { isLive, projectName } from '../board-state.js'
import { changeCard } from './card-actions.js'
import { CardButtons } from './card-buttons.js'
import { CardMarks } from './card-marks.js'
import { Dependencies } from './dependencies.js'
import { moveCard } from './move-card.js'
import { NotesField } from './notes-field.js'
import { QuestionBox } from './question-box.js'
import { SpecView } from './spec-view.js'
import { stageName } from '../stage-names.js'
import { TextField } from './text-field.js'

const NO_PRIORITY = 'none'

/** All fields of a card, editable in place. */
export function CardView({ card }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const { id, stage, priority, projectId, brainstormDoc, implementSummary, branch } = card
  return (
    <div class="card-view one-column gap-12" key={id}>
      <CardId id={id} />
      <TextField card={card} field="title" label={m.cardTitle} />
      <div class="card-facts cluster wrap">
        <span class="hint">{projectName(projectId)}</span>
        <label>
          <span class="visually-hidden">{m.column}</span>
          <select
            class="field"
            value={stage}
            onChange={(event) => {
              const to = STAGES.find((one) => one === event.currentTarget.value)
              event.currentTarget.value = stage
              if (to) moveCard(card, { stage: to })
            }}
          >
            {STAGES.map((one) => (
              <option key={one} value={one}>
                {stageName(one)}
              </option>
            ))}
          </select>
        </label>
        <Segments
          label={m.priority}
          options={[
            [NO_PRIORITY, '–'],
            ['p0', 'P0'],
            ['p1', 'P1'],
            ['p2', 'P2'],
          ]}
          value={priority ?? NO_PRIORITY}
          onChoose={(chosen) => void changeCard(card, { priority: chosen === NO_PRIORITY ? null : chosen })}
        />
      </div>
      <CardMarks card={card} />
      <CardButtons card={card} />
      <QuestionBox card={id} />
      <TextField card={card} field="theme" label={m.cardTheme} />
      <Session card={card} />
      {implementSummary !== null && (
        <section class="card-section one-column gap-6" aria-label={m.summaryOfWork}>
          <h3>
            {m.summaryOfWork}
            {branch !== null && <span class="mono hint">{branch}</span>}
          </h3>
          <MarkdownPreview path="summary.md" text={implementSummary} onFile={() => undefined} />
        </section>
      )}
      <NotesField card={card} />
      {brainstormDoc !== null && <SpecView card={card} doc={brainstormDoc} />}
      <Dependencies card={card} />
      <History card={card} />
    </div>
  )
}

/** Characters of an id that tell cards apart. */
const SHORT_ID = 8

/** Id of the card, which is part of its branch and of commits, and a link to copy. */
function CardId({ id }: { readonly id: string }): VNode {
  const m = messages.value
  const copy = async (): Promise<void> => {
    const link = new URL(hubAddress(routePath({ ...BOARD, card: id })), document.baseURI).href
    if (await copyText(link)) toast({ text: m.cardLinkCopied })
  }
  return (
    <p class="card-id cluster gap-4 hint">
      <code>{id.slice(0, SHORT_ID)}</code>
      <IconButton icon={LinkIcon} label={m.copyCardLink} onPress={() => void copy()} />
    </p>
  )
}

/** Time line of the card, once it is unfolded. */
function History({ card: { id, sessionRef, rev } }: { readonly card: HubCard }): VNode {
  const m = messages.value
  const [isOpen, setOpen] = useState(false)
  return (
    <section class="card-section one-column gap-6 card-history" aria-label={m.timeline}>
      <h3>
        <button
          type="button"
          class="timeline-fold cluster gap-6 spring bare pressable"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Icon of={ChevronRight} size={14} />
          <strong>{m.timeline}</strong>
        </button>
      </h3>
      {isOpen && <CardTimeline card={id} session={sessionRef} revision={rev} />}
    </section>
  )
}

/** Running session of the card with a preview of its screen. `null` without one. */
function Session({ card }: { readonly card: HubCard }): VNode | null {
  const { sessionRef } = card
  const session = sessionRef === null ? undefined : sessionByName.value.get(sessionRef)
  if (!session || sessionRef === null || !isLive(card)) return null
  return (
    <section class="card-section one-column gap-6" aria-label={messages.value.agent}>
      <h3>
        {messages.value.agent}
        <Link to={{ page: 'terminal', session: sessionRef }}>{shown(sessionRef)}</Link>
        <StatusWord session={session} />
      </h3>
      <Link to={{ page: 'terminal', session: sessionRef }} label={messages.value.open} class="card-screen as-block">
        <ScreenPreview name={sessionRef} />
      </Link>
    </section>
  )
}
