import { signal } from '@preact/signals'
import { Plus } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../../app/texts/messages.js'
import { isText } from '../../app/draft-shelf.js'
import type { Stage } from '../board-stages.js'
import { TITLE_MAX } from '../card/card-fields.js'
import { projects } from '../../app/project-list.js'
import { draftMapSignal } from '../../app/drafts.js'
import { failed } from '../../app/failed.js'
import { Icon } from '../../ui/icon.js'
import { boardHere, takeCard } from '../board-state.js'
import { stageName } from '../stage-names.js'
import { ask, client } from '../../app/the-hub.js'

/** Input of each column, kept until the hub has accepted it. */
const drafts = draftMapSignal('new-card', isText)
/** Id of the project for the next card when the board shows all projects. */
const chosen = signal<string | null>(null)

function draft(stage: Stage, text: string): void {
  const others = [...drafts.value].filter(([one]) => one !== stage)
  drafts.value = new Map(text === '' ? others : [...others, [stage, text]])
}

async function add(stage: Stage, project: string): Promise<void> {
  const title = (drafts.value.get(stage) ?? '').trim()
  if (title === '') return
  draft(stage, '')
  const answer = await ask(client.createCard({ body: { projectId: project, title, stage } }))
  if (answer.ok) {
    takeCard(answer.value)
    return
  }
  if (!drafts.value.has(stage)) draft(stage, title)
  failed(messages.value.couldNotAddCard(title), answer.failure)
}

/** Field at the foot of a column that adds a card. */
export function QuickAdd({ stage }: { readonly stage: Stage }): VNode | null {
  const m = messages.value
  const all = projects.value ?? []
  const { project: narrowed } = boardHere()
  const known = all.some(({ id }) => id === chosen.value) ? chosen.value : null
  const project = narrowed !== '' ? narrowed : (known ?? all[0]?.id)
  if (project === undefined) return null
  const typed = drafts.value.get(stage) ?? ''
  const label = m.addCardTo(stageName(stage))
  return (
    <form
      class="quick-add cluster wrap gap-6 rigid line-above faint"
      onSubmit={(event) => {
        event.preventDefault()
        void add(stage, project)
      }}
    >
      <Icon of={Plus} size={14} />
      <input
        value={typed}
        maxLength={TITLE_MAX}
        placeholder={m.addCard}
        aria-label={label}
        onInput={(event) => {
          // A project that is added or renamed meanwhile does not become that of the card.
          if (narrowed === '' && typed === '') chosen.value = project
          draft(stage, event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {typed !== '' && narrowed === '' && all.length > 1 && (
        <select
          class="field"
          aria-label={m.projectOfCard}
          value={project}
          onChange={(event) => (chosen.value = event.currentTarget.value)}
        >
          {all.map(({ id, displayName }) => (
            <option key={id} value={id}>
              {displayName}
            </option>
          ))}
        </select>
      )}
      {typed !== '' && (
        <button type="submit" class="button small">
          {m.add}
        </button>
      )}
    </form>
  )
}
