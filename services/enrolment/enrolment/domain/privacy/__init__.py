"""What the law gives persons, as pure rules.

- ``holding``: what an area of the service holds of a person, and what it keeps of it after an erasure.
- ``forgetting``: a state without the person in it.
- ``erasure``: a request to be erased, from its receipt to the answer of the last service.
- ``access``: a request to know, and which pieces of the answers have come; ``access_file``: all of them put together.
- ``outsider``: people who are no persons of the programmes, such as tutors and contacts of companies.
- ``naming``: a person's name in words that somebody wrote about something else.
- ``loose_file``: a file that was taken off a document, until nothing names it.
- ``answering``: which deployments have to answer.
- ``retention``: how long what is kept, as dated rules; ``hold`` stops them for one person.
- ``address``: the address of somebody who was erased, kept as a digest so that a list does not bring them back.
"""
