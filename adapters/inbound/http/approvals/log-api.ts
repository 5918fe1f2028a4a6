import { integerWithin } from '../../../../infrastructure/codec/codecs.js'
import { route } from '../routing/route.js'
import { EarlierPlanJson, WaitingTimeJson } from './codec.js'

export const readEarlierPlan = route({
  method: 'GET',
  path: '/api/approvals/:id/earlier-plan',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: EarlierPlanJson },
  errors: { ApprovalNotPending: null },
  summary: 'The plan that the session of an open plan asked about before it',
})

export const readWaitingTime = route({
  method: 'GET',
  path: '/api/approvals/waiting-time',
  tokens: ['operator'],
  rate: 'read',
  query: { days: integerWithin({ min: 1, max: 365, fallback: 30 }) },
  answers: { 200: WaitingTimeJson },
  errors: {},
  summary:
    'How long agents waited for people since some days, by kind and project, and the one rule that would have saved the most without allowing more',
})
