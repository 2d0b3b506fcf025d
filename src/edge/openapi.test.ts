import { expect, test } from 'vitest'
import { webhookData, webhookTypes } from '../contract/webhooks.ts'
import { edgeRoutes } from './routes.ts'
import { openApiDocument } from './openapi.ts'

const document = openApiDocument(edgeRoutes, '0')

interface ObjectSchema {
  readonly required: readonly string[]
  readonly properties: Readonly<Record<string, { readonly const?: string } & Partial<ObjectSchema>>>
}
const bodyOf = (operation: unknown): ObjectSchema => {
  const { requestBody } = operation as { requestBody: { content: Record<string, { schema: { $ref: string } }> } }
  const { $ref = '' } = requestBody.content['application/json']?.schema ?? {}
  return document.components.schemas[$ref.replace('#/components/schemas/', '')] as unknown as ObjectSchema
}

test('PLT-4: every webhook type stands in the document with the form of its body', () => {
  expect(Object.keys(document.webhooks)).toEqual(webhookTypes)
  for (const type of webhookTypes) {
    const body = bodyOf(document.webhooks[type]?.post)
    expect(body.required).toEqual(['type', 'timestamp', 'data'])
    expect(body.properties['type']?.const).toBe(type)
    expect(body.properties['data']?.required).toEqual(Object.keys(webhookData[type].shape))
  }
})

test('PLT-3: every reference of the document leads somewhere', () => {
  const names = new Set(Object.keys(document.components.schemas))
  for (const [, name = ''] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    expect(names.has(name), name).toBe(true)
})
