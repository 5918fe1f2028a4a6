import * as t from 'io-ts'
import { route } from '../routing/route.js'

export const describeApi = route({
  method: 'GET',
  path: '/api/openapi.json',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: t.UnknownRecord },
  errors: {},
  summary: 'This document',
})

export const describeSockets = route({
  method: 'GET',
  path: '/api/asyncapi.json',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: t.UnknownRecord },
  errors: {},
  summary: 'What the WebSockets speak, as AsyncAPI',
})
