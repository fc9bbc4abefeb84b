import json
from axe_playwright_python.sync_playwright import Axe
def test_x(desk, browse):
    for address, scheme in [("/admin/cases/case/add/","light"),("/admin/cases/case/add/","dark"),("/admin/contributions/contribution/add/","light"),("/admin/cases/case/","dark"),("/admin/infrastructures/lever/","light"),("/admin/infrastructures/function/1/change/","light")]:
        page = desk(address, color_scheme=scheme)
        print("=====", address, scheme, page.title())
        for v in Axe().run(page).response["violations"]:
            print(v["id"], v["impact"], len(v["nodes"]))
            for n in v["nodes"][:12]: print("     ", n["target"], n["html"][:220].replace("\n"," "), "|", n["failureSummary"][:300].replace("\n"," "))
    page = desk()
    page.context.on("console", lambda m: print("CONSOLE", m.type, m.text[:150], m.location))
    page.add_init_script("document.addEventListener('securitypolicyviolation', e => console.log('SPV', e.violatedDirective, e.sourceFile, e.lineNumber, e.columnNumber, e.sample, new Error().stack))")
    for a in ["/admin/cases/case/add/", "/admin/cases/case/add/", "/admin/login/?a"]:
        page.goto(a)
        page.wait_for_timeout(500)
    p2 = browse("/admin/login/")
