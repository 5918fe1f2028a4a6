import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { HubProject, SectionName } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { itemsOf, progressOf } from './plan.js'
import { ProgressBar } from '../ui/progress.js'
import { AddItem } from './add-item.js'
import { placeItem } from './plan-actions.js'
import { PlanItemRow } from './plan-item.js'
import { planItems, refIn } from './plan-sorting.js'
import { sectionTitle } from './plan-texts.js'
import { VersionField } from './version-field.js'

interface Props {
  readonly project: HubProject
  readonly section: SectionName
}

/** One section of the plan: in development, backlog or released. */
export function PlanSectionView({ project, section }: Props): VNode {
  const m = messages.value
  const zone = useRef<HTMLElement>(null)
  const items = itemsOf(project, section)
  const version = section === 'backlog' ? null : project[section].version
  const hasHeading = section === 'backlog' || version !== null

  useEffect(() => {
    if (!zone.current) return
    return planItems.zone({
      element: zone.current,
      id: section,
      drop: (dragged) => void placeItem(refIn(dragged), section, Number.MAX_SAFE_INTEGER),
    })
  }, [section])

  const seen = new Map<string, number>()
  const keyOf = (text: string): string => {
    const count = (seen.get(text) ?? 0) + 1
    seen.set(text, count)
    return `${count} ${text}`
  }

  return (
    <section
      ref={zone}
      class={`plan-section shrink ${section} ${planItems.mark.value?.id === section ? 'drop-into' : ''}`}
      aria-label={sectionTitle(section)}
    >
      <header class="plan-section-head cluster gap-8 line-below">
        <h2>{sectionTitle(section)}</h2>
        {section !== 'backlog' && version !== null && <VersionField section={section} version={version} />}
        <span class="spring" />
        {section === 'dev' && items.length > 0 && <ProgressBar {...progressOf(items)} label={sectionTitle(section)} />}
        {section !== 'dev' && items.length > 0 && <span class="count">{items.length}</span>}
      </header>
      {items.length > 0 && (
        <ul class="plan-items">
          {items.map((item, index) => (
            <PlanItemRow key={keyOf(item.text)} item={item} section={section} index={index} />
          ))}
        </ul>
      )}
      {items.length === 0 && <p class="plan-empty faint">{hasHeading ? emptyText(section) : m.noSection}</p>}
      {hasHeading && <AddItem section={section} />}
    </section>
  )
}

function emptyText(section: SectionName): string {
  const m = messages.value
  return { dev: m.nothingPlanned, backlog: m.nothingInBacklog, released: m.nothingReleased }[section]
}
