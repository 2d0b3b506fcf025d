/**
 * Bundles the server into a folder inside the repository (absolute; made when absent).
 * @param programs entry points by name, from the repository's root; default: the server
 */
export function bundleServer(folder: string, programs?: Readonly<Record<string, string>>): Promise<void>
