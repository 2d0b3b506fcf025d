// A place kept: the server answers here with what every page knows before its first render (src/edge/pages.ts).
