import * as E from 'fp-ts/lib/Either.js'
import { Lightbulb, Sparkles } from 'lucide-preact'
import type { VNode } from 'preact'
import { ideasSession } from '../../../../../../domain/board/names.js'
import type { HubSession } from '../../app/hub/hub.js'
import type { ProjectSummary } from '../../app/projects.js'
import { messages } from '../../app/texts/messages.js'
import { projects } from '../../app/project-list.js'
import { go } from '../../app/router.js'
import { prefix, sessionByName } from '../../app/sessions.js'
import { IconButton } from '../../ui/icon-button.js'
import { Link } from '../../ui/link.js'
import { toggleMenu } from '../../ui/menu.js'
import { StatusWord } from '../../ui/status.js'
import { boardHere } from '../board-state.js'
import { askIdeas, IDEAS, startingIdeas } from './collect-ideas.js'
import { QuestionBox } from '../card/question-box.js'

/** Running idea-collecting session of a project. */
function agentOf(project: ProjectSummary): HubSession | null {
  const name = ideasSession(prefix.value, project)
  const session = E.isLeft(name) ? undefined : sessionByName.value.get(name.right)
  return session && session.status !== 'dormant' ? session : null
}

const projectsHere = (): ReadonlyArray<ProjectSummary> => {
  const { project } = boardHere()
  return (projects.value ?? []).filter(({ id }) => project === '' || id === project)
}

/** Opens the running session, or asks to start one. */
function collectFor(project: ProjectSummary): void {
  const agent = agentOf(project)
  if (agent) go({ page: 'terminal', session: agent.name })
  else askIdeas(project)
}

/** Button that starts an idea-collecting agent. With several projects it opens a menu of them. */
export function CollectIdeas(): VNode | null {
  const m = messages.value
  const here = projectsHere()
  const [first] = here
  if (!first) return null
  return (
    <IconButton
      icon={Sparkles}
      label={here.length === 1 ? m.collectIdeasFor(first.displayName) : m.collectIdeas}
      menu={here.length > 1}
      onPress={({ currentTarget }) => {
        if (here.length === 1) collectFor(first)
        else if (currentTarget instanceof HTMLElement) {
          const choose = (project: ProjectSummary) => (): void => collectFor(project)
          toggleMenu(
            currentTarget,
            here.map((project) => ({ label: project.displayName, icon: Lightbulb, run: choose(project) })),
          )
        }
      }}
    />
  )
}

/** Running idea-collecting agents, and the confirmation that starts one. */
export function IdeaAgents(): VNode {
  const m = messages.value
  const here = projectsHere()
  return (
    <div class="idea-agents grid gap-6 rigid">
      <QuestionBox card={IDEAS} />
      {here.map((project) => {
        const agent = agentOf(project)
        if (!agent && !startingIdeas.value.has(project.id)) return null
        return (
          <p key={project.id} class="idea-agent cluster wrap faint text-1" role="status">
            {agent ? (
              <>
                <StatusWord session={agent} />
                <Link to={{ page: 'terminal', session: agent.name }}>{m.ideasRunning(project.displayName)}</Link>
              </>
            ) : (
              m.ideasStarting(project.displayName)
            )}
          </p>
        )
      })}
    </div>
  )
}
