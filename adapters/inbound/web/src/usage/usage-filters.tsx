import { newSessionTexts } from '../app/texts/new-session-texts.js'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import type { UsageFilter } from '../app/routing/route.js'
import type { UsageHistory } from './usage.js'
import { Choice } from '../ui/choice.js'
import { modelWords } from './words.js'

interface Props {
  /** Usage without a filter. */
  readonly usage: UsageHistory
  readonly only: UsageFilter
  readonly onOnly: (only: UsageFilter) => void
}

/** Choice of the project and the model whose usage is shown. */
export function UsageFilters({ usage: { window, byProject }, only, onOnly }: Props): VNode {
  const m = messages.value
  const projects = new Map(
    [...window.byProject, ...byProject].flatMap(({ id, project }) => (id === null ? [] : [[id, project] as const])),
  )
  const models = new Set(window.byModel.map(({ model }) => model))
  return (
    <div class="usage-filters flex wrap gap-8">
      <Choice
        label={m.project}
        all={m.allProjects}
        options={[...projects]}
        value={only.project}
        onChoose={(project) => onOnly({ ...only, project })}
      />
      <Choice
        label={newSessionTexts.value.model}
        all={m.allModels}
        options={[...models].filter((model) => model !== '').map((model) => [model, modelWords(model)])}
        value={only.model}
        onChoose={(model) => onOnly({ ...only, model })}
      />
    </div>
  )
}
