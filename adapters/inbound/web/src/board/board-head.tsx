import { archiveTexts } from './archive/archive-texts.js'
import { ArrowLeft } from 'lucide-preact'
import type { VNode } from 'preact'
import { Header } from '../ui/header.js'
import { messages } from '../app/texts/messages.js'
import { projects } from '../app/project-list.js'
import { go, replace } from '../app/router.js'
import { FilterField } from '../ui/filter-field.js'
import { IconButton } from '../ui/icon-button.js'
import { boardHere } from './board-state.js'

/** Header of the board with the project selection and the filter. */
export function BoardHead(): VNode {
  const m = messages.value
  const { project, view } = boardHere()
  const all = projects.value ?? []
  return (
    <Header title={view === 'archive' ? archiveTexts.value.archive : m.board}>
      <span class="spring" />
      {(all.length > 1 || project !== '') && (
        <select
          class="field project-choice"
          aria-label={m.projectFilter}
          value={project}
          onChange={(event) => replace({ ...boardHere(), project: event.currentTarget.value })}
        >
          <option value="">{m.allProjects}</option>
          {all.map(({ id, displayName }) => (
            <option key={id} value={id}>
              {displayName}
            </option>
          ))}
        </select>
      )}
      <BoardFilter />
    </Header>
  )
}

/** Filter of the cards, with the way back from the archive. */
export function BoardFilter(): VNode {
  const m = messages.value
  const { filter, view } = boardHere()
  const isArchive = view === 'archive'
  return (
    <>
      {isArchive && (
        <IconButton icon={ArrowLeft} label={m.backToBoard} onPress={() => go({ ...boardHere(), view: 'card' })} />
      )}
      <FilterField
        label={isArchive ? archiveTexts.value.searchArchive : m.filterCards}
        text={filter}
        onText={(text) => replace({ ...boardHere(), filter: text })}
      />
    </>
  )
}
