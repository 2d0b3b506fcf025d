// Before the first paint: the saved theme and language, so that nothing flashes.
try {
  var theme = localStorage.getItem('tiefen.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  document.documentElement.lang = localStorage.getItem('tiefen.language') === 'en' ? 'en' : 'zh-CN'
} catch (error) {
  // no storage: system theme, Chinese
}
