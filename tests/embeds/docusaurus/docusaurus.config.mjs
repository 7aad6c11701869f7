// The least that shows documents, a switch of themes and navigation inside the page.
export default {
  title: 'Lessons from failures',
  url: 'https://docs.example',
  baseUrl: '/docusaurus/',
  onBrokenLinks: 'throw',
  plugins: [['@docusaurus/plugin-content-docs', { routeBasePath: '/', sidebarPath: undefined }]],
  themes: ['@docusaurus/theme-classic'],
  scripts: [{ src: 'https://failures.example/embed.js', defer: true }],
  themeConfig: { navbar: { title: 'Lessons' } },
}
