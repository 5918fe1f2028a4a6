import * as t from 'io-ts'
import { route } from '../routing/route.js'
import { CreatedTokenJson, DeviceJson, NewPairingJson, NewTokenJson, PairingJson, TokensJson } from './codec.js'

export const listTokens = route({
  method: 'GET',
  path: '/api/tokens',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: TokensJson },
  errors: {},
  summary: 'Named tokens, without their secrets',
})

export const createToken = route({
  method: 'POST',
  path: '/api/tokens',
  tokens: ['operator'],
  rate: 'write',
  body: NewTokenJson,
  answers: { 201: CreatedTokenJson },
  errors: { InvalidToken: null, TokenExceedsOwn: null, SessionNotFound: null, ProjectNotFound: null },
  summary: 'Make a named token; its secret is in this answer only',
})

export const revokeToken = route({
  method: 'DELETE',
  path: '/api/tokens/:id',
  tokens: ['operator'],
  rate: 'write',
  answers: { 204: t.void },
  errors: { TokenNotFound: null },
  summary: 'Revoke a named token and close what was opened with it',
})

export const openPairing = route({
  method: 'POST',
  path: '/api/pairings',
  tokens: ['operator'],
  rate: 'write',
  body: NewPairingJson,
  answers: { 201: PairingJson },
  errors: {},
  summary: 'Open a one-time code for a new device, valid for five minutes',
})

export const pairDevice = route({
  method: 'POST',
  path: '/api/pairings/redeem',
  tokens: ['pairing'],
  rate: 'write',
  /** `label` names the device in lists. */
  body: DeviceJson,
  answers: { 201: CreatedTokenJson },
  errors: { InvalidPairingCode: null, InvalidToken: null, TooManyRequests: null },
  summary: 'Exchange a one-time code for a token of this device; its secret is in this answer only',
})
