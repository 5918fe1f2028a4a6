import { Plus } from 'lucide-preact'
import type { VNode } from 'preact'
import { Header } from '../ui/header.js'
import { messages } from '../app/texts/messages.js'
import { NEW_PROJECT } from '../app/routing/route.js'
import { FilterField } from '../ui/filter-field.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'

interface Props {
  readonly filter: string
  readonly onFilter: (text: string) => void
}

/** Header of the project list with the filter and the button that adds a project. */
export function ProjectsHead({ filter, onFilter }: Props): VNode {
  const m = messages.value
  return (
    <Header title={m.projects}>
      <span class="spring" />
      <FilterField label={m.filterProjects} text={filter} onText={onFilter} />
      <Link to={NEW_PROJECT} class="button primary" label={m.newProject}>
        <Icon of={Plus} />
        <span class="wide-only">{m.newProject}</span>
      </Link>
    </Header>
  )
}
