import type { VNode } from 'preact'
import type { PlanMatches } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { projectRoute } from '../app/routing/route.js'
import { Link } from '../ui/link.js'
import { pointAt } from './pointed-item.js'
import { sectionTitle } from './plan-texts.js'

interface Props {
  readonly found: PlanMatches
  readonly query: string
}

/** Search results from all plans. Each links to its item. */
export function PlanMatchList({ found, query }: Props): VNode {
  const m = messages.value
  return (
    <section class="matches" aria-label={m.planItems}>
      <h2>{m.planItems}</h2>
      <ul>
        {found.matches.map(({ projectId, projectName, section, text, done, line }) => (
          <li key={`${projectId} ${line}`}>
            <Link
              to={projectRoute(projectId)}
              class="match flex gap-12 align-baseline"
              onGo={() => pointAt({ section, text, line })}
            >
              <span class={`match-text shrink anywhere ${done ? 'done' : ''}`}>
                <Marked text={text} query={query.trim()} />
              </span>
              <span class="faint">
                {projectName} · {sectionTitle(section)}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      {found.truncated && <p class="hint">{m.moreMatches}</p>}
    </section>
  )
}

function Marked({ text, query }: { readonly text: string; readonly query: string }): VNode {
  const at = text.toLowerCase().indexOf(query.toLowerCase())
  if (at < 0) return <>{text}</>
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + query.length)}</mark>
      {text.slice(at + query.length)}
    </>
  )
}
