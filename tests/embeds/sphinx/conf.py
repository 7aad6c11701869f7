project = "Lessons from failures"
html_theme = "furo"
html_js_files = [("https://failures.example/embed.js", {"defer": "defer"})]
html_copy_source = False
