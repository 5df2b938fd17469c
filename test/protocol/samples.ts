/** A Service and the Deployment behind it. The targetPort of the one names a port of the other. */
export const service = `apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
    - name: http
      port: 80
      targetPort: http
`

export const deployment = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: example.org/web:1
          ports:
            - name: http
              containerPort: 8080
`

/** The Service with a slip of the pen. */
export const brokenService = service.replace('targetPort: http', 'targetPort: htpt')
