import { Plus } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { Header } from '../ui/header.js'
import { messages } from '../i18n/messages.js'
import { NEW_PROJECT } from '../routing/route.js'
import { isTyping } from '../state/keyboard.js'
import { FilterField } from '../ui/filter-field.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'

const FILTER_ID = 'project-filter'

interface Props {
  readonly filter: string
  readonly onFilter: (text: string) => void
}

/** Header of the project list with the filter and the button that adds a project. */
export function ProjectsHead({ filter, onFilter }: Props): VNode {
  const m = messages.value
  useEffect(() => {
    const toFilter = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.defaultPrevented || isTyping(event)) return
      event.preventDefault()
      document.getElementById(FILTER_ID)?.focus()
    }
    document.addEventListener('keydown', toFilter)
    return () => {
      document.removeEventListener('keydown', toFilter)
    }
  }, [])

  return (
    <Header title={m.projects}>
      <span class="spring" />
      <FilterField id={FILTER_ID} label={m.filterProjects} text={filter} onText={onFilter} />
      <Link to={NEW_PROJECT} class="button primary" label={m.newProject}>
        <Icon of={Plus} />
        <span class="wide-only">{m.newProject}</span>
      </Link>
    </Header>
  )
}
