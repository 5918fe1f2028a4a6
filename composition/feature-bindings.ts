import type { Container } from 'inversify'
import type { Binding } from '../adapters/inbound/http/bind.js'
import { projectRoutes } from '../adapters/inbound/http/projects.routes.js'
import { pushRoutes } from '../adapters/inbound/http/push.routes.js'
import { TOKENS as T } from './tokens.js'

/** The routes of projects and of their plans. */
export const projectBindings = (container: Container): ReadonlyArray<Binding> =>
  projectRoutes({
    listProjects: container.get(T.listProjects),
    createProject: container.get(T.createProject),
    searchProjects: container.get(T.searchProjects),
    readProject: container.get(T.readProject),
    changeProject: container.get(T.changeProject),
    forgetProject: container.get(T.forgetProject),
    changePlan: container.get(T.changePlan),
    releaseProject: container.get(T.releaseProject),
  })

/** The routes of notifications on devices. */
export const pushBindings = (container: Container): ReadonlyArray<Binding> =>
  pushRoutes({
    pushSender: container.get(T.pushSender),
    subscribePush: container.get(T.subscribePush),
    unsubscribePush: container.get(T.unsubscribePush),
    testPush: container.get(T.testPush),
    presence: container.get(T.presence),
    clock: container.get(T.clock),
  })
