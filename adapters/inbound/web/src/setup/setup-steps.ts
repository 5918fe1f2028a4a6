import { questionsHere } from '../../../../../domain/approvals/questions-here.js'
import { messages } from '../app/texts/messages.js'
import { NEW_PROJECT } from '../app/routing/route.js'
import { approvalConfig, setApprovalConfig } from './approval-config.js'
import { pushState, switchPush } from './push.js'
import { go } from '../app/router.js'
import { ask, client } from '../app/the-hub.js'
import { installHooks, installService, readSetup, texts, type Setup, type StepId } from './setup-state.js'

/** Step of the checklist as it is shown. */
export interface Step {
  readonly id: StepId
  readonly title: string
  readonly isDone: boolean
  /** State, or reason for the step; parts between backticks are code. */
  readonly text: string
  /** Faults that keep the step from working. */
  readonly faults: ReadonlyArray<string>
  readonly action: { readonly label: string; readonly run: () => Promise<void> | void } | null
}

type StepOf = (setup: Setup) => Omit<Step, 'id'> | null

const STEP_OF: Readonly<Record<StepId, StepOf>> = {
  clis: ({ clis }) => {
    const t = texts.value
    const isDone = clis.some(({ isInstalled }) => isInstalled)
    return {
      title: t.clis,
      isDone,
      text: isDone ? t.clisDone : t.clisOpen,
      faults: [],
      action: { label: t.again, run: readSetup },
    }
  },
  hooks: ({ hooks }) => {
    if (hooks === null) return null
    const t = texts.value
    const { file, state, problem, obstacles } = hooks
    const isRead = state !== 'unreadable'
    return {
      title: t.hooks,
      isDone: state === 'current' && obstacles.length === 0,
      text: state === 'current' ? t.hooksIn(file) : t.hooksState[state],
      faults: problem === null ? obstacles : [`${file}: ${problem}`, ...obstacles],
      action: isRead
        ? { label: state === 'none' ? t.installHooks : t.updateHooks, run: installHooks }
        : { label: t.again, run: readSetup },
    }
  },
  'auto-mode': ({ hooks }) => {
    const config = approvalConfig.value
    // Hooks are in the settings of Claude Code; with approvals off no mode asks here.
    if (hooks === null || config === null || config.mode === 'off') return null
    const t = texts.value
    const isDone = questionsHere('classified', config) === 'all'
    return {
      title: t.autoMode,
      isDone,
      text: isDone ? t.autoModeDone : t.autoModeOpen,
      faults: [],
      action: {
        label: t.askInAutoMode,
        run: () => setApprovalConfig(ask(client.changeApprovalConfig({ body: { asksInAutoMode: true } }))),
      },
    }
  },
  notifications: () => {
    const t = texts.value
    const push = pushState.value
    return {
      title: t.notifications,
      isDone: push === 'on',
      text: push === 'on' ? t.notificationsOn : messages.value.pushHint[push],
      faults: [],
      action:
        push === 'off'
          ? { label: t.turnOn, run: () => switchPush(true) }
          : push === 'noContact'
            ? { label: t.setContact, run: () => go({ page: 'settings', part: 'attention' }) }
            : null,
    }
  },
  service: ({ service: { standing, target, variables } }) => {
    const t = texts.value
    return {
      title: t.service,
      isDone: standing === 'on',
      text: t.serviceStanding[standing](target, variables.join(', ')),
      faults: [],
      action: standing === 'off' ? { label: t.installService, run: installService } : null,
    }
  },
  phone: ({ devices }) => {
    const t = texts.value
    return {
      title: t.phone,
      isDone: devices > 0,
      text: devices > 0 ? t.phoneDone(devices) : t.phoneOpen,
      faults: [],
      action: {
        label: messages.value.addPhone,
        run: () => {
          go({ page: 'settings', part: 'devices' })
        },
      },
    }
  },
  project: ({ projects }) => {
    const t = texts.value
    return {
      title: t.project,
      isDone: projects > 0,
      text: projects > 0 ? t.projectDone(projects) : t.projectOpen,
      faults: [],
      action: {
        label: t.addProject,
        run: () => {
          go(NEW_PROJECT)
        },
      },
    }
  },
}

/** Steps that this hub has, in their order. */
export const stepsOf = (setup: Setup): ReadonlyArray<Step> =>
  (Object.keys(STEP_OF) as ReadonlyArray<StepId>).flatMap((id) => {
    const step = STEP_OF[id](setup)
    return step === null ? [] : [{ id, ...step }]
  })
