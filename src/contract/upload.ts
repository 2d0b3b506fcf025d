/** Bytes that a caller sends as the body of a request, handed on as they come. */
export interface Upload {
  /** as the caller calls them, in lower case, without parameters: nothing to believe */
  readonly mediaType: string
  /** as the caller announces it; null: he does not */
  readonly length: number | null
  /** Can be read once; throws where the caller breaks off. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Which bytes a route takes as its body. */
export interface UploadForm {
  /** media types a caller may name */
  readonly mediaTypes: readonly string[]
  /** for people who read the OpenAPI document */
  readonly description: string
}
